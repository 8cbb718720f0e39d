"""Barnets plan: the plan around a child, kept together by those who help."""
