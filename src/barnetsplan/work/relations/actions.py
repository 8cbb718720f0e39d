"""From what came in on the page of the family to the acts of the rooms below."""

from datetime import datetime
from typing import Any
from uuid import UUID

from barnetsplan.consent import birth, custody, deciding
from barnetsplan.consent.models import Override
from barnetsplan.consent.queries import find_request
from barnetsplan.coordination import guarding
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.identity import IdentityNumber
from barnetsplan.domain.vocabulary import GuardianshipKind, GuardianshipSource, PauseSaidAs
from barnetsplan.organisations.models import Unit
from barnetsplan.people import newborn, relating, whereabouts
from barnetsplan.people.models import Child, Pause, ProposedGuardian, Relationship, WhereaboutsHidden
from barnetsplan.people.queries import by_number, name_of, number_of
from barnetsplan.people.register import RegisteredPerson
from barnetsplan.policy.facts import Actor
from barnetsplan.work.relations import forms

_SOCIAL_SERVICES = "social_services"


def _overdue(child: Child, by: Actor, at: datetime) -> Refused | None:
    """While a reconsideration is late, the unit records nothing else that widens or decides (law.md FAM-07)."""
    late = whereabouts.overdue(child.pk, unit=by.party_id, at=at)
    return Refused(Reason.REVIEW_OVERDUE) if late else None


def restrict(child: Child, form: forms.RestrictForm, *, by: Actor, at: datetime) -> Any:
    """Take away a guardian's standing at once; nothing waits before a restriction."""
    person = form.person("guardian")
    if person is None:
        return Refused(Reason.NO_GUARDIAN_OF_CHILD)
    return custody.restrict(child=child, person=person, evidence=form.cleaned_data["evidence"], by=by, at=at)


def propose(child: Child, form: forms.ProposeForm, *, by: Actor, at: datetime) -> Any:
    """Let what one person has seen wait for a second."""
    late = _overdue(child, by, at)
    if late is not None:
        return late
    return guarding.propose(
        relating.Proposed(
            id=form.entry_id,
            child=child,
            adult=RegisteredPerson(form.cleaned_data["number"], form.cleaned_data["name"]),
            kind=forms.guardianship_kind(form),
            source=forms.seen_source(form),
            seen_on=form.cleaned_data["seen_on"],
            evidence=form.cleaned_data["evidence"],
            by=by,
            at=at,
        )
    )


def answer_proposal(row: ProposedGuardian, form: forms.ConfirmForm, *, by: Actor, at: datetime) -> Any:
    """Confirm or deny as the second person."""
    answer = custody.answer_proposal if row.sealed_birth is None else birth.answer_birth
    return answer(proposal=row, confirm=form.cleaned_data["answer"] == "yes", by=by, at=at)


def add_relationship(child: Child, form: forms.RelationshipForm, *, by: Actor, at: datetime) -> Any:
    """Note a relation that opens nothing."""
    return relating.add_relationship(
        relating.NewRelationship(
            id=form.entry_id,
            child=child,
            kind=forms.relationship_kind(form),
            source=forms.seen_source(form),
            name=form.cleaned_data["name"],
            adult=_who_works_here(form.cleaned_data["number"]),
            by=by,
            at=at,
        )
    )


def _who_works_here(number: IdentityNumber | str) -> UUID | None:
    """The person with a number, when it is known here; a number that nobody has is kept nowhere."""
    found = None if isinstance(number, str) else by_number(number)
    return found.pk if found is not None else None


def decide_maturity(child: Child, form: forms.MaturityForm, *, by: Actor, at: datetime) -> Any:
    """Decide for the own domain and one matter."""
    late = _overdue(child, by, at)
    if late is not None:
        return late
    return guarding.decide_maturity(
        relating.NewMaturity(
            id=form.entry_id,
            child=child,
            matter=form.cleaned_data["matter"],
            outcome=forms.maturity_outcome(form),
            reason=form.cleaned_data["reason"],
            review_on=form.cleaned_data["review_on"],
            by=by,
            at=at,
        )
    )


def record_override(child: Child, form: forms.OverrideForm, *, by: Actor, at: datetime) -> Any:
    """Record a decision for the rows of the chosen services, which are of one asking."""
    chosen, guardian = form.chosen, form.person("guardian")
    request = find_request(chosen[0]) if chosen else None
    if chosen is None or guardian is None or request is None or request.child_id != child.pk:
        return Refused(Reason.OVERRIDE_DOES_NOT_COVER)
    late = _overdue(child, by, at)
    if late is not None:
        return late
    return deciding.record_override(
        deciding.NewOverride(
            id=form.entry_id,
            request=request,
            services=chosen[1],
            guardian=guardian,
            kind=forms.override_kind(form),
            measure=forms.override_measure(form),
            evidence=form.cleaned_data["evidence"],
            decided_on=form.cleaned_data["decided_on"],
            last_day=form.cleaned_data["last_day"],
            by=by,
            at=at,
        )
    )


def end_override(row: Override, *, by: Actor, at: datetime) -> Any:
    """End a decision of the own unit now; what no yes carries without it closes in the same moment."""
    if row.unit_id != by.party_id:
        return Refused(Reason.NOT_ASKED_BY_UNIT)
    return deciding.end_override(override=row, at=at)


def end_relationship(row: Relationship, *, at: datetime) -> Relationship:
    """Somebody is not that to the child any longer; it opened nothing, and closes nothing."""
    relating.end_relationship(relationship=row.pk, at=at)
    return row


def record_birth(child: Child, form: forms.BirthForm, *, by: Actor, at: datetime) -> Any:  # noqa: ARG001 - as its sisters
    """Let the child be born, as the register has it."""
    return birth.record_birth(child=child, number=form.cleaned_data["number"], at=at)


def propose_birth(child: Child, form: forms.SeenBirthForm, *, by: Actor, at: datetime) -> Any:
    """Let the birth that one person has seen on an extract wait for a second."""
    carried = child.carried_by
    number = number_of(carried) if carried is not None else None
    if carried is None or number is None:
        return Refused(Reason.WRONG_STATE)
    said = form.cleaned_data
    return guarding.propose(
        relating.Proposed(
            id=form.entry_id,
            child=child,
            adult=RegisteredPerson(number, name_of(carried)),
            kind=GuardianshipKind.GUARDIAN,
            source=GuardianshipSource.SEEN_EXTRACT,
            seen_on=said["seen_on"],
            evidence=said["evidence"],
            by=by,
            at=at,
            birth=newborn.SeenBirth(said["number"], said["name"], form.other),
        )
    )


def begin_pause(child: Child, form: forms.PauseForm, *, by: Actor, at: datetime) -> Any:
    """Stop every release to the guardians; nothing waits before it."""
    return guarding.begin_pause(
        guarding.NewPause(
            id=form.entry_id,
            child=child,
            about=form.person("about"),
            reason=form.cleaned_data["reason"],
            said_as=PauseSaidAs.STAFF,
            by=by,
            at=at,
        )
    )


def lift_pause(row: Pause, form: forms.ReasonForm, *, by: Actor, at: datetime) -> Any:
    """Lift with a reason."""
    return guarding.lift_pause(pause=row, reason=form.cleaned_data["reason"], by=by, at=at)


def hide(child: Child, form: forms.HideForm, *, by: Actor, at: datetime) -> Any:
    """Hide the whereabouts: a decision of the social services (LVU 14 §; lag 2024:79; OSL 26:2)."""
    if not Unit.objects.filter(pk=by.party_id, sector=_SOCIAL_SERVICES).exists():
        return Refused(Reason.NOT_THIS_SERVICE)
    return guarding.hide_whereabouts(
        relating.NewHiding(
            id=form.entry_id,
            child=child,
            hidden_from=form.person("hidden_from"),
            ground=forms.ground(form),
            reason=form.cleaned_data["reason"],
            by=by,
            at=at,
        )
    )


def review(row: WhereaboutsHidden, form: forms.ReviewForm, *, by: Actor, at: datetime) -> Any:
    """Keep hidden, or end."""
    keep, reason = form.cleaned_data["keep"] == "yes", form.cleaned_data["reason"]
    return guarding.review_whereabouts(hidden=row, keep=keep, reason=reason, by=by, at=at)
