"""Parts of the family's pages."""
