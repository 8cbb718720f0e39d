"""Those who keep the register, review the log or answer for security; they work with no child."""

from datetime import date, timedelta
from uuid import UUID, uuid4

from barnetsplan.accounts.models import Account, Assignment
from barnetsplan.audit.record import Event, record
from barnetsplan.coordination.actions import record_investigation
from barnetsplan.domain.decisions import Reason
from barnetsplan.domain.identity import make_invented
from barnetsplan.domain.periods import local_date
from barnetsplan.domain.vocabulary import ActorKind, PartyKind, Relation
from barnetsplan.duties.actions import (
    Asked,
    Emergency,
    ask_log,
    open_in_emergency,
    review,
    weigh_emergency,
    weigh_raised,
)
from barnetsplan.duties.kinds import Weighing
from barnetsplan.duties.models import Raised
from barnetsplan.organisations.models import Party, Unit
from barnetsplan.people.actions import admit_person
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.reporting.actions import ToReport, answer_harm, decide_report, note_feedback
from tests.cast import World, made


def officer(world: World, role: str, *, beside: Unit, name: str = "Rut Ingelsson", serial: int = 10) -> Actor:
    """Somebody with this duty in the domain, and so in the organisation, of a unit."""
    unit = _unit(beside)
    person = admit_person(name=name, number=make_invented(date(1970, 3, 1 + serial), serial), at=world.at)
    Account.objects.create(person=person)
    return acting(world, person.pk, unit, role, name=name)


def acting(world: World, person: UUID, unit: Unit, role: str, *, name: str = "") -> Actor:
    """A person at work in a unit, in a role."""
    valid_until = world.at + timedelta(days=300)
    assignment = Assignment.objects.create(
        person_id=person, unit=unit, role=role, valid_from=world.at, valid_until=valid_until
    )
    known = current().role(role)
    return Actor(
        kind=ActorKind.STAFF,
        person=person,
        party=unit.pk,
        role=role,
        domain=unit.domain_id,
        assignment=assignment.pk,
        may_hold_bba=known.may_hold_bba,
        duties=frozenset(Relation(duty) for duty in known.duties),
        name=name,
        unit_name=unit.name,
    )


def _unit(beside: Unit) -> Unit:
    code = f"oversight-{beside.code}"
    found = Unit.objects.filter(code=code).first()
    return found or Unit.objects.create(
        party=Party.objects.create(kind=PartyKind.UNIT),
        domain=beside.domain,
        code=code,
        name=f"Logg och säkerhet, {beside.name}",
        short_name="de som granskar",
        sector="oversight",
        municipality_code=beside.municipality_code,
        locality=beside.locality,
        phone="0478-000 60",
    )


def watch(world: World) -> None:
    """A row in every table of the duties and of the compartment; Noel is opened in an emergency and investigated."""
    today, later = local_date(world.at), world.later
    answer = answer_harm(concern=world.concern, may_harm=True, by=world.linda, at=later())
    report = ToReport(reported=True, reason="Blåmärken.", municipality="Lessebo", on=today)
    made(decide_report(answer=answer, decision=report, decision_id=uuid4(), at=later()))
    made(note_feedback(answer=answer, text="En utredning är inledd.", on=today, feedback_id=uuid4(), at=later()))
    record_investigation(child=world.noel.pk, opened_on=today, asked=[world.preschool.pk], by=world.leila, at=later())
    reason = "Barnet är ensamt hemma i natt och polisen ringer från lägenheten nu genast."
    emergency = Emergency(world.noel_number, reason, uuid4())
    opening = made(open_in_emergency(emergency=emergency, by=world.leila, at=later()))
    made(weigh_emergency(opening=opening, tell_family=False, words="Hot.", by=world.maria, at=later()))
    asked = Asked(world.noel_number, world.social.pk, today, "En händelse utreds.")
    made(ask_log(asked=asked, by=world.maria, at=later()))
    tried = Reason.OWN_FAMILY.value
    event = Event(act="child:open", at=later(), actor=world.maria, child=world.noel.pk, permitted=False, code=tried)
    record(event)
    review(since=world.at, until=later(), at=world.at)
    raised = made(Raised.objects.filter(person=world.maria.person, kind="own_family").first())
    made(weigh_raised(raised=raised, outcome=Weighing.IN_ORDER, words="Fel person.", by=world.linda, at=later()))
