"""The practice model as data: areas, stages, roles, questions and texts of one county."""
