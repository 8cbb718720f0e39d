"""Protections as they are said on a page."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from barnetsplan.domain.protection import Protection, ProtectionSource

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

KINDS: Mapping[Protection, "_StrPromise"] = {
    Protection.NONE: _("Inget skydd"),
    Protection.PLACE: _("Platsen är dold"),
    Protection.NAMED: _("Bara namngivna personer får öppna"),
    Protection.MARKED: _("Sekretessmarkering"),
    Protection.REGISTERED: _("Skyddad folkbokföring"),
}
SOURCES: Mapping[ProtectionSource, "_StrPromise"] = {
    ProtectionSource.REGISTER: _("folkbokföringen"),
    ProtectionSource.STAFF: _("personal"),
    ProtectionSource.FAMILY: _("familjen"),
}
