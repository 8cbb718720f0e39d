"""The database refuses what must never be: every constraint of every table is broken here, one by one."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.db.models import CheckConstraint, Model, UniqueConstraint
from pytest_django.plugin import DjangoDbBlocker

from barnetsplan.audit.sealer import seal
from barnetsplan.cases.advice import ask_advice
from barnetsplan.cases.disclosing import promise
from barnetsplan.consent.models import ConsentGiver, ConsentRow
from barnetsplan.domain.protection import Protection
from barnetsplan.domain.vocabulary import ConsentWay, GiverRole, GuardianshipSource, Layer, PartyKind, VersionState
from barnetsplan.organisations.models import Party
from barnetsplan.protection.actions import protect
from barnetsplan.records.actions import keep_from, lift, save_draft, strike
from barnetsplan.records.models import Entry
from barnetsplan.vault.sealing import make_key
from tests.duties import watch
from tests.outside import has_a_guest, has_a_local_account
from tests.protected import placeless_unit
from tests.rows import (
    called_with_times,
    family_decided,
    given_a_code,
    known_to_a_directory,
    received_opened,
    told_how_it_was,
    told_outside,
)
from tests.stages import tell
from tests.world import World, made

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
EARLIER = timedelta(days=-1)

#: Check constraint -> what to change in a sound row so that it breaks this one.
BREAKS: Mapping[str, Mapping[str, Any]] = {
    "accounts_assignment_period": {"valid_until": EARLIER},
    "cases_advice_answer_whole": {"sealed_answer": b"x"},
    "cases_advice_two_units": {"to_unit_id": "from_unit_id"},
    "consent_oral_is_heard": {"way": ConsentWay.ORAL, "heard_by_id": None},
    "consent_override_measure": {"kind": "fb_6_13_a", "measure": ""},
    "consent_override_period": {"valid_until": EARLIER},
    "consent_paper_is_kept": {"way": ConsentWay.PAPER},
    "consent_request_period": {"valid_until": EARLIER},
    "consent_row_area_with_layer": {"layer": Layer.MAP, "area": "hemmet"},
    "consent_row_two_parties": {"discloser_id": "recipient_id"},
    "coordination_investigation_period": {"ended_at": "recorded_at"},
    "coordination_term_period": {"valid_until": EARLIER},
    "credentials_invitation_period": {"valid_until": "made_at"},
    "duties_emergency_period": {"valid_until": "opened_at"},
    "duties_raised_period": {"begins": "raised_at"},
    "guests_ended_by_somebody": {"ended_at": "invited_at"},
    "guests_period": {"valid_until": "invited_at"},
    "organisations_guest_has_an_end": {"guest": True, "guest_until": None},
    "organisations_placeless_is_nowhere": {"placeless": True, "locality": "Hovmantorp"},
    "protection_lowered_by_two": {
        "lower_asked_by_id": "set_by_id",
        "lowered_by_id": "set_by_id",
        "lowered_at": "set_at",
    },
    "protection_mark_protects": {"protection": Protection.NONE},
    "protection_opening_period": {"valid_until": EARLIER},
    "protection_second_is_another": {"second_id": "person_id", "confirmed_at": "asked_at"},
    "people_child_born_or_carried": {"born_on": None, "expected_on": None},
    "people_extract_seen_by_two": {"source": GuardianshipSource.SEEN_EXTRACT},
    "people_guardianship_period": {"valid_until": EARLIER},
    "people_involvement_period": {"valid_until": EARLIER},
    "people_maturity_period": {"valid_until": EARLIER},
    "people_pause_lifted_with_reason": {"sealed_lifting": None},
    "people_proposal_by_two": {"answered_by_id": "proposed_by_id"},
    "people_proposal_is_seen": {"source": GuardianshipSource.REGISTER},
    "people_relationship_of_somebody": {"adult_id": None},
    "people_relationship_period": {"valid_until": EARLIER},
    "plans_seat_period": {"valid_until": EARLIER},
    "records_assessment_has_reason": {"ground": "no_harm_assessment", "sealed_reason": None},
    "records_consent_has_basis": {"ground": "consent_12_2", "basis": None},
    "records_duty_names_its_law": {"ground": "duty_10_28", "sub_ground": ""},
    "records_opening_period": {"valid_until": EARLIER},
    "records_release_period": {"valid_until": EARLIER},
    "sending_code_has_address": {"kind": "code", "address_id": None},
    "sending_safe_hours": {"safe_from": 24},
}
#: Unique constraint -> what to change in a row so that its condition holds of it, where no row of the story fits.
FITS: Mapping[str, Mapping[str, Any]] = {
    "plans_one_with_family": {"state": VersionState.WITH_FAMILY, "number": 98},
}
#: Unique constraint -> what else to change in the second row, so that this constraint alone refuses it.
AGAIN: Mapping[str, Mapping[str, Any]] = {
    "plans_one_with_family": {"number": 99},
    "organisations_one_placeless_unit": {"code": "another"},
    "reporting_one_due_answer": {"key_id": "id"},
    "credentials_one_account": {"name": "another", "key_id": "id"},
    "meetings_one_feed": {"token_hash": b"another"},
}


#: Table -> what else to change where several columns together stand for one row too.
BESIDE: Mapping[str, Mapping[str, Any]] = {
    "credentials_localaccount": {"person_id": "id"},
    "meetings_calendarfeed": {"ended_at": "begun_at"},
}


def ours() -> Iterator[type[Model]]:
    yield from (model for model in apps.get_models() if model.__module__.startswith("barnetsplan."))


CHECKS = [(model, each) for model in ours() for each in model._meta.constraints if isinstance(each, CheckConstraint)]
ONLY_ONCE = [
    (model, each) for model in ours() for each in model._meta.constraints if isinstance(each, UniqueConstraint)
]
ALONE = [
    (model, field)
    for model in ours()
    for field in model._meta.concrete_fields
    if field.unique and not field.primary_key
]


@pytest.fixture(scope="module")
def _full(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """The story until social services are asked to hold the plan together, with a row in every table."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = tell(World(), "offered")
        watch(world)
        of_others = Entry.objects.exclude(owner__in=(world.daniel.pk, world.sara.pk))
        entry, by = made(of_others.first()), world.maria.person_id
        for guardian in (world.daniel, world.sara):
            keep_from(entries=[entry], guardian=guardian.pk, reason="Kan skada barnet.", by=by, at=world.at)
        lift(entries=[entry], guardian=world.daniel.pk, reason="Det var fel.", by=by, at=world.at)
        strike(entry=entry, reason="Fel barn.", by=by, at=world.at)
        save_draft(author=by, party=world.bvc.pk, form="concern", thing=uuid4(), fields={"seen": "x"}, at=world.at)
        copy_of(entry, {"supersedes_id": entry.pk}).save(force_insert=True)
        promise(child=world.noel, by=world.leila, at=world.at)
        ask_advice(advice_id=uuid4(), to=world.bvc.pk, text="Hur gör ni?", by=world.linda, at=world.at)
        placeless_unit(world.bvc)
        called_with_times(world)
        told_how_it_was(world)
        received_opened(world)
        family_decided(world)
        known_to_a_directory(world)
        given_a_code(world)
        has_a_local_account(world)
        has_a_guest(world)
        made(protect(person=world.noel.pk, protection=Protection.NAMED, reason="Hot.", by=world.maria, at=world.at))
        asked = made(ConsentRow.objects.first())
        ConsentGiver.objects.create(request=asked.request, row=asked, person=world.sara, role=GiverRole.SUBJECT)
        told_outside(world)
        seal(at=world.at)
        yield world
        transaction.set_rollback(True)


@pytest.fixture
def full(_full: World, db: None) -> World:
    return _full


def copy_of(row: Model, changes: Mapping[str, Any]) -> Model:
    columns = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    pk = row._meta.pk
    columns[pk.attname] = _new_key(pk)
    for name, value in changes.items():
        columns[name] = _changed(columns, value)
    return type(row)(**columns)


def _new_key(pk: "models.Field[Any, Any]") -> UUID | None:
    if isinstance(pk, models.ForeignKey):
        return Party.objects.create(kind=PartyKind.PLAN).pk
    return uuid4() if isinstance(pk, models.UUIDField) else None


def _changed(columns: Mapping[str, Any], value: Any) -> Any:
    if isinstance(value, timedelta):
        began = columns.get("valid_from") or columns["asked_at"]
        return began + value
    return columns[value] if isinstance(value, str) and value in columns else value


def refused_as(constraint: UniqueConstraint, model: type[Model]) -> str:
    """How the engine names a unique constraint: by its name, or by its columns."""
    if connection.vendor == "postgresql":
        return constraint.name
    columns = {field.name: field.column for field in model._meta.concrete_fields}
    return ", ".join(f"{model._meta.db_table}.{columns[name]}" for name in constraint.fields)


def insert(row: Model) -> None:
    with transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.parametrize(("model", "constraint"), CHECKS, ids=lambda each: getattr(each, "name", ""))
def test_a_row_that_makes_no_sense_is_refused(full: World, model: type[Model], constraint: CheckConstraint) -> None:
    assert constraint.name in BREAKS, "Say in BREAKS how a row breaks this constraint."
    row = made(model._default_manager.first())

    with pytest.raises(IntegrityError, match=constraint.name):
        insert(copy_of(row, BREAKS[constraint.name]))


@pytest.mark.parametrize(("model", "constraint"), ONLY_ONCE, ids=lambda each: getattr(each, "name", ""))
def test_what_there_is_one_of_is_refused_twice(full: World, model: type[Model], constraint: UniqueConstraint) -> None:
    if constraint.name in FITS:
        insert(copy_of(made(model._default_manager.first()), FITS[constraint.name]))
    rows = model._default_manager.filter(constraint.condition) if constraint.condition else model._default_manager.all()
    again = AGAIN.get(constraint.name, {})

    with pytest.raises(IntegrityError, match=refused_as(constraint, model)):
        insert(copy_of(made(rows.first()), again))


@pytest.mark.parametrize(
    ("model", "field"), ALONE, ids=lambda each: getattr(each, "name", getattr(each, "__name__", ""))
)
def test_a_value_that_stands_for_one_row_is_refused_in_another(
    full: World, model: type[Model], field: "models.Field[Any, Any]"
) -> None:
    rows = model._default_manager.exclude(**{f"{field.name}__isnull": True})
    others: dict[str, Any] = {
        other.attname: None if other.null else make_key(at=full.at).pk
        for other in model._meta.concrete_fields
        if other.unique and not other.primary_key and other != field
    }
    others.update(BESIDE.get(model._meta.db_table, {}))

    with pytest.raises(IntegrityError, match=field.column):
        insert(copy_of(made(rows.first()), others))


def test_nothing_is_said_of_a_constraint_that_is_gone() -> None:
    assert set(BREAKS) == {constraint.name for _, constraint in CHECKS}
    assert set(FITS) <= {constraint.name for _, constraint in ONLY_ONCE}
