"""The plan-page floor: the least that Django does for a signed-in page with one row and five related rows.

Measured beside the product in the same run, so that the machine's noise falls on both.
"""
