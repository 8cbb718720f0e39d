"""The page of the family, and one page for each thing that is recorded or decided on it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from barnetsplan.access import gate, refusals
from barnetsplan.access.declare import declare
from barnetsplan.access.gate import Thing
from barnetsplan.access.request import ActorRequest
from barnetsplan.coordination.things import CHILD
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.periods import local_date
from barnetsplan.policy.acts import Act
from barnetsplan.ui.forms import ReadingForm
from barnetsplan.work.relations import actions
from barnetsplan.work.relations.cards import deciding_card, relations_card
from barnetsplan.work.relations.facts import HIDING, OVERRIDE, PAUSE, PROPOSAL, RELATIONSHIP
from barnetsplan.work.relations.forms import (
    BirthForm,
    ConfirmForm,
    FamilyForm,
    HideForm,
    MaturityForm,
    OverrideForm,
    PauseForm,
    ProposeForm,
    ReasonForm,
    RelationshipForm,
    RestrictForm,
    ReviewForm,
    SeenBirthForm,
)

_PAGE = ["GET", "HEAD", "POST"]
#: Beside which field a refusal stands, where it is about one.
_FIELD_OF = {
    Reason.EXTRACT_TOO_OLD: "seen_on",
    Reason.EXTRACT_BEFORE_BIRTH: "seen_on",
    Reason.HERE_ALREADY: "number",
    Reason.REGISTER_KNOWS: "number",
    Reason.NOT_CARRIED_BY: "number",
    Reason.CARRIED_TWICE: "other_number",
}
F = TypeVar("F", bound=ReadingForm)


@declare(Act.RELATIONS_OPEN)
@require_safe
def relations(request: ActorRequest, key: UUID) -> HttpResponse:
    """Who has custody, by which proof, and what is restricted, decided and paused."""
    opened = gate.open_page(request, Act.RELATIONS_OPEN, CHILD, key, card=relations_card)
    if isinstance(opened, HttpResponse):
        return opened
    return render(request, "work/relations/page.html", {"card": opened.card, "may": opened.may})


@dataclass(frozen=True, slots=True)
class _Writing:
    """One page that writes about the child: its form, what it does, its template, and what is said when it is done."""

    act: Act
    form: type[FamilyForm]
    do: Callable[..., Any]
    template: str
    done: str


def _write(request: ActorRequest, key: UUID, page: _Writing) -> HttpResponse:
    opened = gate.open_page(request, page.act, CHILD, key, card=relations_card)
    if isinstance(opened, HttpResponse):
        return opened
    form = page.form(request.POST or None, card=opened.card, today=local_date(request.at))
    if form.is_valid():
        written = gate.write(
            request, page.act, CHILD, key, do=lambda child: page.do(child, form, by=request.actor, at=request.at)
        )
        if isinstance(written, HttpResponse):
            return written
        if not isinstance(written.result, Refused):
            messages.success(request, page.done)
            return redirect("relations", key)
        refusals.say(form, written.result, field=_FIELD_OF.get(written.result.reason))
    return render(request, f"work/relations/{page.template}.html", {"card": opened.card, "form": form})


@declare(Act.CUSTODY_RESTRICT)
@require_http_methods(_PAGE)
def restrict(request: ActorRequest, key: UUID) -> HttpResponse:
    """Take away a guardian's access at once."""
    done = _("Klart. Personen kommer inte åt något om barnet längre.")
    return _write(request, key, _Writing(Act.CUSTODY_RESTRICT, RestrictForm, actions.restrict, "restrict", done))


@declare(Act.GUARDIAN_PROPOSE)
@require_http_methods(_PAGE)
def propose(request: ActorRequest, key: UUID) -> HttpResponse:
    """Say what one has seen about who is a guardian; a colleague confirms it."""
    done = _("Sparat. En kollega hos er bekräftar, vid en egen inloggning. Tills dess ändras inget.")
    return _write(request, key, _Writing(Act.GUARDIAN_PROPOSE, ProposeForm, actions.propose, "propose", done))


@declare(Act.RELATIONSHIP_ADD)
@require_http_methods(_PAGE)
def relationship(request: ActorRequest, key: UUID) -> HttpResponse:
    """Note a relation that opens nothing for anybody."""
    done = _("Sparat. Det ger ingen åtkomst till något.")
    page = _Writing(Act.RELATIONSHIP_ADD, RelationshipForm, actions.add_relationship, "relationship", done)
    return _write(request, key, page)


@declare(Act.BIRTH_RECORD)
@require_http_methods(_PAGE)
def born(request: ActorRequest, key: UUID) -> HttpResponse:
    """Say that an unborn child is born; the register tells who it is and who the guardians are."""
    done = _("Grattis! Barnet har sitt namn och sina vårdnadshavare nu. Fråga om samtycke på nytt.")
    return _write(request, key, _Writing(Act.BIRTH_RECORD, BirthForm, actions.record_birth, "born", done))


@declare(Act.BIRTH_PROPOSE)
@require_http_methods(_PAGE)
def born_seen(request: ActorRequest, key: UUID) -> HttpResponse:
    """Say what an extract shows of a birth; a colleague confirms it, and only then is the child born here."""
    done = _(
        "Sparat. En kollega hos er ser samma utdrag och bekräftar, vid en egen inloggning. Tills dess ändras inget."
    )
    return _write(request, key, _Writing(Act.BIRTH_PROPOSE, SeenBirthForm, actions.propose_birth, "born_seen", done))


@declare(Act.RELATIONSHIP_END)
@require_POST
def relationship_end(request: ActorRequest, key: UUID) -> HttpResponse:
    """Say that somebody is not that to the child any longer."""
    return _end(
        request, Act.RELATIONSHIP_END, RELATIONSHIP, key, lambda row: actions.end_relationship(row, at=request.at)
    )


@declare(Act.OVERRIDE_END)
@require_POST
def override_end(request: ActorRequest, key: UUID) -> HttpResponse:
    """End a decision before its last day."""
    do = partial(actions.end_override, by=request.actor, at=request.at)
    return _end(request, Act.OVERRIDE_END, OVERRIDE, key, do)


def _end(request: ActorRequest, act: Act, thing: Thing[Any], key: UUID, do: Callable[[Any], Any]) -> HttpResponse:
    found = thing.find(key)
    written = gate.write(request, act, thing, key, do=do)
    if isinstance(written, HttpResponse):
        return written
    if isinstance(written.result, Refused):
        messages.warning(request, refusals.words(written.result))
    else:
        messages.success(request, _("Avslutat. Det gäller inte längre."))
    return redirect("relations", thing.child(found))


@declare(Act.MATURITY_DECIDE)
@require_http_methods(_PAGE)
def maturity(request: ActorRequest, key: UUID) -> HttpResponse:
    """Decide on maturity, for one matter."""
    done = _("Beslutet gäller nu, för det ni valde och inget annat.")
    return _write(request, key, _Writing(Act.MATURITY_DECIDE, MaturityForm, actions.decide_maturity, "maturity", done))


@declare(Act.OVERRIDE_RECORD)
@require_http_methods(_PAGE)
def override(request: ActorRequest, key: UUID) -> HttpResponse:
    """Record a decision that stands in place of a guardian's answer."""
    done = _("Sparat. Beslutet gäller för det ni valde och inget annat.")
    return _write(request, key, _Writing(Act.OVERRIDE_RECORD, OverrideForm, actions.record_override, "override", done))


@declare(Act.RELEASES_PAUSE)
@require_http_methods(_PAGE)
def pause(request: ActorRequest, key: UUID) -> HttpResponse:
    """Stop every release to the guardians at once."""
    done = _("Pausat. Inget nytt lämnas ut till någon av vårdnadshavarna förrän ni har tagit ställning.")
    return _write(request, key, _Writing(Act.RELEASES_PAUSE, PauseForm, actions.begin_pause, "pause", done))


@declare(Act.WHEREABOUTS_HIDE)
@require_http_methods(_PAGE)
def hide(request: ActorRequest, key: UUID) -> HttpResponse:
    """Decide that the whereabouts are hidden."""
    done = _("Vistelseorten är hemlig nu. Beslutet ska omprövas inom tre månader.")
    return _write(request, key, _Writing(Act.WHEREABOUTS_HIDE, HideForm, actions.hide, "hide", done))


@dataclass(frozen=True, slots=True)
class _Deciding:
    """One page that answers something that waits: its act, thing and form, what it does, its template."""

    act: Act
    thing: Thing[Any]
    form: type[ReadingForm]
    do: Callable[..., Any]
    template: str
    done: str


def _decide(request: ActorRequest, key: UUID, page: _Deciding) -> HttpResponse:
    opened = gate.open_page(request, page.act, page.thing, key, card=deciding_card)
    if isinstance(opened, HttpResponse):
        return opened
    form = page.form(request.POST or None)
    if form.is_valid():
        written = gate.write(
            request, page.act, page.thing, key, do=lambda row: page.do(row, form, by=request.actor, at=request.at)
        )
        if isinstance(written, HttpResponse):
            return written
        if not isinstance(written.result, Refused):
            messages.success(request, page.done)
            return redirect("relations", opened.card.child.id)
        form.say(None, refusals.words(written.result))
    return render(request, f"work/relations/{page.template}.html", {"card": opened.card, "form": form})


@declare(Act.GUARDIAN_CONFIRM)
@require_http_methods(_PAGE)
def confirm(request: ActorRequest, key: UUID) -> HttpResponse:
    """Confirm, as the second person, what a colleague has seen."""
    page = _Deciding(Act.GUARDIAN_CONFIRM, PROPOSAL, ConfirmForm, actions.answer_proposal, "confirm", _("Klart."))
    return _decide(request, key, page)


@declare(Act.PAUSE_LIFT)
@require_http_methods(_PAGE)
def lift(request: ActorRequest, key: UUID) -> HttpResponse:
    """Lift a pause by decision, with a reason."""
    done = _("Pausen är hävd. Det gäller det som lämnas ut från och med nu.")
    return _decide(request, key, _Deciding(Act.PAUSE_LIFT, PAUSE, ReasonForm, actions.lift_pause, "lift", done))


@declare(Act.WHEREABOUTS_REVIEW)
@require_http_methods(_PAGE)
def review(request: ActorRequest, key: UUID) -> HttpResponse:
    """Reconsider a decision on hidden whereabouts."""
    done = _("Omprövningen är sparad.")
    return _decide(request, key, _Deciding(Act.WHEREABOUTS_REVIEW, HIDING, ReviewForm, actions.review, "review", done))
