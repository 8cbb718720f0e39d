"""The words of the plan's closed vocabularies, as professionals read them."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from barnetsplan.domain.vocabulary import ActionStatus, ConsentState, PlanReply, Support

Words = Promise | str

STATUS: Mapping[ActionStatus, Words] = {
    ActionStatus.AGREED: _("Bestämt"),
    ActionStatus.BEGUN: _("Har börjat"),
    ActionStatus.GOING_ON: _("Pågår"),
    ActionStatus.DONE: _("Klart"),
    ActionStatus.COULD_NOT: _("Gick inte"),
}
#: The kind of tag that a status gets; its word always stands in it.
STATUS_KIND: Mapping[ActionStatus, str] = {
    ActionStatus.AGREED: "plain",
    ActionStatus.BEGUN: "now",
    ActionStatus.GOING_ON: "now",
    ActionStatus.DONE: "plain",
    ActionStatus.COULD_NOT: "wait",
}
CONSENT: Mapping[ConsentState, Words] = {
    ConsentState.ASKED: _("Väntar på svar"),
    ConsentState.PARTLY_GIVEN: _("Väntar på fler svar"),
    ConsentState.ACTIVE: _("Ja, gäller"),
    ConsentState.DECLINED: _("Nej"),
    ConsentState.WITHDRAWN: _("Ja som har tagits tillbaka"),
    ConsentState.EXPIRED: _("Tiden är slut"),
    ConsentState.SUPERSEDED: _("Ersatt av en ny fråga"),
    ConsentState.INVALIDATED: _("Gäller inte längre"),
}
CONSENT_KIND: Mapping[ConsentState, str] = {
    ConsentState.ASKED: "wait",
    ConsentState.PARTLY_GIVEN: "wait",
    ConsentState.ACTIVE: "now",
    ConsentState.DECLINED: "plain",
    ConsentState.WITHDRAWN: "plain",
    ConsentState.EXPIRED: "plain",
    ConsentState.SUPERSEDED: "plain",
    ConsentState.INVALIDATED: "plain",
}
REPLY: Mapping[PlanReply, Words] = {
    PlanReply.AGREE: _("Håller med"),
    PlanReply.IN_PART: _("Håller med om en del"),
    PlanReply.DISAGREE: _("Håller inte med"),
}
SUPPORT: Mapping[Support, Words] = {
    Support.CHILD: _("Stöd till barnet"),
    Support.FAMILY: _("Stöd till familjen"),
}


def whose(name: str) -> str:
    """A first name as the owner of something: Noels, Elias."""
    first = name.partition(" ")[0]
    return first if first.endswith(("s", "x", "z")) else f"{first}s"
