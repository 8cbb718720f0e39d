"""What stands around every page, from who acts and where."""

from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from barnetsplan.domain.protection import Protection, hides_place
from barnetsplan.domain.vocabulary import ActorKind, Relation
from barnetsplan.policy.assurance import is_of_code, may_read
from barnetsplan.policy.facts import NOBODY, Actor
from barnetsplan.practice.load import current
from barnetsplan.ui.frame import Frame, NavItem


def frame(request: HttpRequest) -> dict[str, Frame]:
    """The frame for templates: who I am, where I can go, how to leave."""
    actor: Actor = getattr(request, "actor", NOBODY)
    if actor.kind is ActorKind.STAFF:
        protection = getattr(request, "protection", Protection.NONE)
        return {"frame": _staff(actor, request.path, protection)}
    if actor.kind is ActorKind.GUEST:
        return {"frame": _guest(actor)}
    if actor.kind is ActorKind.FAMILY:
        return {"frame": _family(actor)}
    return {"frame": Frame(demo=settings.DEMO, harm_url=_address("harm"), leave_url=_address("leave"))}


@cache
def _address(name: str) -> str:
    """The address of a page that is about nothing in particular: always the same."""
    return reverse(name)


def _switch_url() -> str:
    """Where the demonstration lets one become somebody else; the page does not exist otherwise."""
    return _address("demo_choose") if settings.DEMO else ""


def _staff(actor: Actor, path: str, protection: Protection) -> Frame:
    desk, children, notice = _address("desk"), _address("children"), _address("notice")
    # Whoever has such a duty works with no child, and six places do not fit beside each other.
    around_children = (
        NavItem(_("Barn jag arbetar med"), children, path.startswith(children)),
        NavItem(_("Uppmärksamma"), notice, path.startswith(notice)),
    )
    items = (NavItem(_("Att göra"), desk, path == desk), *(_duties(actor, path) or around_children))
    reads = may_read(actor)
    return Frame(
        home_url=desk if reads else notice,
        items=items if reads else around_children[1:],
        who=actor.name,
        role=current().role(actor.role).label,
        unit=actor.unit_name,
        sign_out_url=_address("sign_out"),
        sessions_url=_address("sessions"),
        messages_url=_address("messages") if reads else "",
        switch_url=_switch_url(),
        harm_url=_address("harm"),
        leave_url=_address("leave"),
        demo=settings.DEMO,
        protection=protection.value if hides_place(protection) else "",
    )


def _duties(actor: Actor, path: str) -> tuple[NavItem, ...]:
    """The pages of a duty, for those who have it."""
    security, reviewer, registrar = Relation.SECURITY_OFFICER, Relation.LOG_REVIEWER, Relation.REGISTRAR
    pages = (
        ({security}, _("Skyddade personer"), "protected"),
        ({security}, _("Nödöppningar"), "emergencies"),
        ({reviewer}, _("Att granska i loggen"), "log_review"),
        ({reviewer, security}, _("Vad kunde ses?"), "log_replay"),
        ({registrar}, _("Beslut om anmälan"), "harm_register"),
        ({registrar}, _("Mottaget"), "received_list"),
        *([({Relation.MANAGES_ACCOUNTS}, _("Konton"), "local_accounts")] if _has_local_accounts() else []),
    )
    here = ((words, _address(name)) for duties, words, name in pages if duties & actor.duties)
    return tuple(NavItem(words, address, path.startswith(address)) for words, address in here)


def _has_local_accounts() -> bool:
    return bool(settings.LOCAL_ACCOUNTS or settings.DEMO)


def _guest(actor: Actor) -> Frame:
    """A guest has one thing, and no way to anything else but that to report harm (law.md ORO-01)."""
    return Frame(
        home_url=_address("guest_home"),
        who=actor.name,
        role=current().role(actor.role).label,
        unit=actor.unit_name,
        sign_out_url=_address("sign_out"),
        sessions_url=_address("sessions"),
        switch_url=_switch_url(),
        harm_url=_address("harm"),
        leave_url=_address("leave"),
        demo=settings.DEMO,
    )


def _family(actor: Actor) -> Frame:
    by_code = is_of_code(actor)
    return Frame(
        home_url=_address("code_home" if by_code else "family_home"),
        who=actor.name,
        sign_out_url=_address("sign_out"),
        sessions_url="" if by_code else _address("sessions"),
        messages_url="" if by_code else _address("messages"),
        switch_url=_switch_url(),
        harm_url=_address("harm"),
        leave_url=_address("leave"),
        demo=settings.DEMO,
    )
