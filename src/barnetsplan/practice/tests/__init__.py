"""Tests of the practice model and its file."""
