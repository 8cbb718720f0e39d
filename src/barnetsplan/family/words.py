"""The words of how a thing stands, as the family reads them: calm, and without lateness (interface.md rule 2)."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from barnetsplan.domain.vocabulary import ActionStatus

STATUS: Mapping[ActionStatus, Promise | str] = {
    ActionStatus.GOING_ON: _("Pågår"),
    ActionStatus.BEGUN: _("Har börjat"),
    ActionStatus.DONE: _("Klart"),
    ActionStatus.COULD_NOT: _("Blev inte av"),
    ActionStatus.AGREED: _("Bestämt"),
}
#: The kind of tag that a status gets.
STATUS_KIND: Mapping[ActionStatus, str] = {
    ActionStatus.GOING_ON: "now",
    ActionStatus.BEGUN: "now",
    ActionStatus.DONE: "plain",
    ActionStatus.COULD_NOT: "wait",
    ActionStatus.AGREED: "plain",
}
