"""Templates as Django reads them, rendered in fewer steps (ADR 0023).

The language is Django's own and so is its parser. What was parsed is rewritten once, when a template is loaded: what
``extends`` and ``include`` bring together stands in one list, what never changes is one text for each language, and a
value is looked up where it lies. Whatever is not known here stays as Django made it.
"""
