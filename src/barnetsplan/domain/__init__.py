"""The words of the house, and the rules about time and numbers that need no database."""
