"""That somebody said yes or no to exactly this: signed, and provable later by command (law.md CON-01; ADR 0022)."""
