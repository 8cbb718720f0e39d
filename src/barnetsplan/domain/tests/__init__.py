"""Tests of identity numbers, days, ages and periods."""
