"""How much the generated tests try: what fits in an ordinary run, and the long run of the night.

``@settings(max_examples=by_night(50, 2000))``: the profile is chosen before any test is read, so the number may stand
in a decorator. A test that says nothing tries Hypothesis's own 100, and 1 000 by night.
"""

from hypothesis import settings

settings.register_profile("ordinary", settings(deadline=None))
settings.register_profile("nightly", settings(deadline=None, max_examples=1000))

_night = False


def choose(*, nightly: bool) -> None:
    """Called once, when pytest has read its options and before it reads the tests."""
    global _night  # noqa: PLW0603  the options of a run are known once, and to every test
    _night = nightly
    settings.load_profile("nightly" if nightly else "ordinary")


def by_night(ordinary: int, nightly: int) -> int:
    """The first number in an ordinary run, the second with ``--nightly``."""
    return nightly if _night else ordinary
