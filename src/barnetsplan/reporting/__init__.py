"""Whether a concern for harm has been reported, by each employee: a compartment of its own (law.md ORO-01..04)."""
