"""The proof of issue-wide promises: whole lives, races and random worlds, each against a small model of its own."""
