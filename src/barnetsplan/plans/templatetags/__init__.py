"""Parts of the plan's pages."""
