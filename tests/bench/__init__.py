"""Measurements, never tests: ``bin/bench`` prints the tables."""
