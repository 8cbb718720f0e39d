"""Marks on words: what is data stands as data also inside a label or a sentence."""

from django.utils.html import format_html
from django.utils.safestring import SafeString


class Data(str):
    """Words that are data in the line of a list, where no element can stand; the line itself says so."""

    __slots__ = ()


def as_data(words: str) -> SafeString:
    """A name, a word of the county, or what somebody wrote: the page says that it is not to be translated."""
    return format_html('<span translate="no">{}</span>', words)
