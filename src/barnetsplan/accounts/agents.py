"""With what somebody signed in, in words coarse enough to recognise and too coarse to follow anybody by."""

from typing import Final

#: What stands in the header -> the word; the first that fits. Edge and Opera call themselves Chrome too.
_BROWSERS: Final = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS: Final = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


def words(header: str) -> str:
    """The browser and the system, such as "Chrome Android"; nothing where neither is known."""
    found = (next((word for mark, word in known if mark in header), "") for known in (_BROWSERS, _SYSTEMS))
    return " · ".join(word for word in found if word)
