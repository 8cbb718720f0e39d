"""What the family's pages show: frozen cards, built from what is visible to that very person and nothing else."""
