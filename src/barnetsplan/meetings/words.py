"""Words of the room: how one meets."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from barnetsplan.domain.vocabulary import MeetingWay

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

WAYS: Mapping[str, "_StrPromise"] = {
    MeetingWay.PLACE.value: _("På en plats"),
    MeetingWay.SCREEN.value: _("På skärm"),
    MeetingWay.PHONE.value: _("På telefon"),
    MeetingWay.HOME.value: _("Hemma hos barnet"),
}


def way_in_words(way: str) -> str:
    """How one meets; nothing about a call from before one could choose."""
    return str(WAYS[way]) if way in WAYS else ""
