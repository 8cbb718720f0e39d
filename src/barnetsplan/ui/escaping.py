"""Escaping for the parts of pages that are made in Python: Django's own, with a quick look first."""

import re
from html import escape
from typing import Any, Final

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

_SIGNS: Final = re.compile(r"[&<>\"']").search


def escaped(value: Any) -> str:
    """A value as HTML, as ``conditional_escape`` gives it; most texts hold nothing to escape, and stay as they are."""
    kind = type(value)
    if kind is str:
        text: str = escape(value) if _SIGNS(value) else value
        return text
    return SafeString(value if kind is SafeString else conditional_escape(value))
