"""What stands around every page, from who acts and where."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from barnetsplan.domain.protection import hides_place
from barnetsplan.domain.vocabulary import ActorKind, Protection
from barnetsplan.policy.facts import NOBODY, Actor
from barnetsplan.practice.load import current
from barnetsplan.ui.frame import Frame, NavItem


def frame(request: HttpRequest) -> dict[str, Frame]:
    """The frame for templates: who I am, where I can go, how to leave."""
    actor: Actor = getattr(request, "actor", NOBODY)
    if actor.kind is ActorKind.STAFF:
        protection = getattr(request, "protection", Protection.NONE)
        return {"frame": _staff(actor, request.path, protection)}
    if actor.kind is ActorKind.FAMILY:
        return {"frame": _family(actor)}
    return {"frame": Frame(demo=settings.DEMO, harm_url=reverse("harm"), leave_url=reverse("leave"))}


def _switch_url() -> str:
    """Where the demonstration lets one become somebody else; the page does not exist otherwise."""
    return reverse("demo_choose") if settings.DEMO else ""


def _staff(actor: Actor, path: str, protection: Protection) -> Frame:
    desk, children, notice = reverse("desk"), reverse("children"), reverse("notice")
    items = (
        NavItem(_("Att göra"), desk, path == desk),
        NavItem(_("Barn jag arbetar med"), children, path.startswith(children)),
        NavItem(_("Uppmärksamma"), notice, path.startswith(notice)),
    )
    return Frame(
        home_url=desk,
        items=items,
        who=actor.name,
        role=current().role(actor.role).label,
        unit=actor.unit_name,
        sign_out_url=reverse("sign_out"),
        switch_url=_switch_url(),
        harm_url=reverse("harm"),
        leave_url=reverse("leave"),
        demo=settings.DEMO,
        protection=protection.value if hides_place(protection) else "",
    )


def _family(actor: Actor) -> Frame:
    return Frame(
        home_url=reverse("family_home"),
        who=actor.name,
        sign_out_url=reverse("sign_out"),
        switch_url=_switch_url(),
        harm_url=reverse("harm"),
        leave_url=reverse("leave"),
        demo=settings.DEMO,
    )
