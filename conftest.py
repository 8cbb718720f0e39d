"""Every test of the house shares the cast and its databases (``tests/fixtures.py``)."""

pytest_plugins = ("tests.fixtures",)
