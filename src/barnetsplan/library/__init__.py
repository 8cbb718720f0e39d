"""What the county keeps for all to look up: help that exists, per municipality, area and age."""
