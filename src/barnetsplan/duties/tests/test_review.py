"""Unusual reading is found in the log, raised once, and weighed by the reviewer of that organisation."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.urls import reverse

from barnetsplan.audit.models import AuditEvent
from barnetsplan.audit.queries import events_between
from barnetsplan.audit.record import Event, record
from barnetsplan.domain.decisions import Reason
from barnetsplan.domain.identity import make_invented
from barnetsplan.domain.vocabulary import GuardianshipSource, InvolvementReason
from barnetsplan.duties.actions import review, sample
from barnetsplan.duties.kinds import RaisedKind, Weighing
from barnetsplan.duties.models import Raised, Weighed
from barnetsplan.organisations.models import Unit
from barnetsplan.people.actions import add_guardianship, admit_person, involve
from barnetsplan.people.models import Child
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from tests.duties import acting, officer
from tests.sign_in import client_for
from tests.world import World

READING = current().reading


def event(
    world: World, by: Actor, *, child: Any = None, permitted: bool = True, code: str = "rule", **more: Any
) -> None:
    record(
        Event(
            act=more.pop("act", "child:open"),
            at=world.at,
            actor=by,
            child=child,
            permitted=permitted,
            code=code,
            **more,
        )
    )


def reviewed(world: World) -> list[tuple[str, Any]]:
    review(since=world.at - timedelta(hours=3), until=world.later(), at=world.at)
    return sorted(Raised.objects.values_list("kind", "person"))


def post(world: World, who: Actor, key: Any, **sent: Any) -> Any:
    return client_for(world, who).post(reverse("log_raised", args=[key]), {"token": uuid4(), **sent})


def get(world: World, who: Actor, name: str, *key: Any) -> Any:
    return client_for(world, who).get(reverse(name, args=key))


def test_pdl_4_3_ordinary_reading_raises_nothing(world: World) -> None:
    event(world, world.linda, child=world.noel.pk)
    event(world, world.as_guardian(world.sara), child=world.noel.pk)

    assert reviewed(world) == []


def test_abuse_17_whoever_was_stopped_for_too_many_children_is_raised_once(world: World) -> None:
    for _ in range(3):
        event(world, world.linda, child=world.noel.pk, permitted=False, code=Reason.TOO_MANY_CHILDREN.value)

    assert reviewed(world) == [("many_children", world.linda.person)]
    assert reviewed(world) == [("many_children", world.linda.person)]
    assert Raised.objects.get().how_many == 3


def test_reading_outside_the_work_is_raised_when_it_is_tried_often(world: World) -> None:
    for _ in range(READING.refusals_an_hour - 1):
        event(world, world.linda, child=world.noel.pk, permitted=False, code=Reason.NO_RELATION.value)
    before = reviewed(world)
    event(world, world.linda, permitted=False, code=Reason.NOT_FOUND.value)

    assert before == []
    assert reviewed(world) == [("refused_often", world.linda.person)]


def test_abuse_32_trying_the_own_family_is_raised(world: World) -> None:
    at_work = acting(world, world.sara.pk, world.school, "teacher")
    event(world, at_work, child=world.noel.pk, permitted=False, code=Reason.OWN_FAMILY.value)

    assert reviewed(world) == [("own_family", world.sara.pk)]


def test_reading_before_the_family_was_known_is_raised_afterwards(world: World) -> None:
    event(world, world.linda, child=world.noel.pk)
    add_guardianship(
        child=world.noel, guardian=world.linda.person_id, source=GuardianshipSource.REGISTER, valid_from=world.at
    )

    assert reviewed(world) == [("own_family", world.linda.person)]


def test_abuse_4_the_same_surname_is_raised_and_another_is_not(world: World) -> None:
    namesake = admit_person(name="Eva Lindqvist", number=make_invented(date(1975, 1, 1), 0), at=world.at)
    event(world, acting(world, namesake.pk, world.school, "teacher", name="Eva Lindqvist"), child=world.noel.pk)
    event(world, world.linda, child=world.noel.pk)

    assert reviewed(world) == [("same_surname", namesake.pk)]


def test_a_refused_attempt_by_a_namesake_is_no_reading(world: World) -> None:
    namesake = admit_person(name="Eva Lindqvist", number=make_invented(date(1975, 1, 1), 0), at=world.at)
    event(world, acting(world, namesake.pk, world.school, "teacher"), child=world.noel.pk, permitted=False)

    assert reviewed(world) == []


def test_a_person_with_one_name_has_no_surname_to_share(world: World) -> None:
    person = admit_person(name="Sara", number=make_invented(date(1975, 1, 1), 0), at=world.at)
    event(world, acting(world, person.pk, world.school, "teacher"), child=world.noel.pk)

    assert reviewed(world) == []


def test_what_belongs_to_no_unit_or_child_that_is_known_is_not_pointed_to(world: World) -> None:
    nowhere = Actor(kind=world.linda.kind, person=world.linda.person, party=uuid4())
    event(world, nowhere, permitted=False, code=Reason.TOO_MANY_CHILDREN.value)
    event(world, world.linda, child=uuid4(), permitted=False, code=Reason.OWN_FAMILY.value)

    assert reviewed(world) == [("own_family", world.linda.person)]
    assert Raised.objects.get().child is None


def readings(world: World, many: int) -> datetime:
    """As many children read at BVC, last week."""
    for serial in range(many):
        born = date(2019, 1, 1 + serial)
        person = admit_person(name=f"Barn {serial}", number=make_invented(born, 0), at=world.at)
        child = Child.objects.create(person=person, born_on=born)
        event(world, world.maria, child=child.pk)
        event(world, world.maria, child=child.pk)
    event(world, world.as_guardian(world.sara), child=world.noel.pk)
    return world.later(days=7)


def test_pdl_4_3_a_few_readings_are_drawn_each_week_and_the_lot_is_the_same_when_drawn_again(world: World) -> None:
    now = readings(world, READING.sample_a_week + 3)

    first = sample(week_of=now, at=now)
    drawn = set(Raised.objects.values_list("child", flat=True))
    again = sample(week_of=now, at=now)

    assert (first, again) == (READING.sample_a_week, 0)
    assert set(Raised.objects.values_list("child", flat=True)) == drawn
    assert set(Raised.objects.values_list("kind", "person")) == {("sample", world.maria.person)}


def test_a_week_without_reading_gives_no_sample(world: World) -> None:
    assert sample(week_of=world.at, at=world.at) == 0


def test_the_command_reviews_and_draws(world: World, capsys: pytest.CaptureFixture[str], monkeypatch: Any) -> None:
    event(world, world.linda, child=world.noel.pk, permitted=False, code=Reason.TOO_MANY_CHILDREN.value)
    monkeypatch.setattr("barnetsplan.duties.management.commands.log.timezone.now", world.later)

    call_command("log", "review")
    call_command("log", "review")
    call_command("log", "seal")
    call_command("log", "verify")

    told = capsys.readouterr().out
    assert told.count("Raised 1 findings.") == 1
    assert "The log is whole" in told


def test_the_command_goes_on_looking(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    rounds: Iterator[None] = iter([None])

    def sleep(_seconds: float) -> None:
        next(rounds)
        raise KeyboardInterrupt

    monkeypatch.setattr("barnetsplan.duties.management.commands.log.time.sleep", sleep)
    with pytest.raises(KeyboardInterrupt):
        call_command("log", "review", "--every", "60")
    assert next(rounds, "over") == "over"


def test_the_compartment_of_reporting_is_not_reviewed(world: World) -> None:
    event(world, world.linda, act="harm:decide", thing=uuid4())

    assert [one.act for one in events_between(world.at, world.later())] == []


# --- the reviewer's pages


@pytest.fixture
def raised(world: World) -> Raised:
    involve(unit=world.preschool.pk, child=world.noel.pk, reason=InvolvementReason.NOTICED, at=world.at)
    at_work = acting(world, world.sara.pk, world.preschool, "preschool_teacher")
    event(world, at_work, child=world.noel.pk, permitted=False, code=Reason.OWN_FAMILY.value)
    reviewed(world)
    return Raised.objects.get()


def test_the_reviewer_sees_what_is_raised_and_the_log_behind_it(world: World, raised: Raised) -> None:
    reviewer = officer(world, "log_reviewer", beside=world.preschool)

    listed = get(world, reviewer, "log_review").content.decode()
    page = get(world, reviewer, "log_raised", raised.pk).content.decode()

    assert "Sara Lindqvist" in listed
    assert "Noel" not in listed
    assert "försökte öppna barnets sida, och fick inte" in page
    assert "Noel Lindqvist" in page


def test_the_reviewer_of_another_organisation_sees_nothing(world: World, raised: Raised) -> None:
    other = officer(world, "log_reviewer", beside=world.bvc)

    assert "Sara" not in get(world, other, "log_review").content.decode()
    assert get(world, other, "log_raised", raised.pk).status_code == 404


def test_nobody_reviews_their_own_reading(world: World, raised: Raised) -> None:
    officer(world, "log_reviewer", beside=world.preschool)
    oversight = Unit.objects.get(code="oversight-gullvivan")
    itself = acting(world, raised.person_id, oversight, "log_reviewer")

    assert "Sara Lindqvist, " not in get(world, itself, "log_review").content.decode()
    assert get(world, itself, "log_raised", raised.pk).status_code == 404


def test_no_other_role_opens_the_review(world: World, raised: Raised) -> None:
    security = officer(world, "security_officer", beside=world.preschool)

    for who in (world.linda, world.maria, security, world.as_guardian(world.sara)):
        assert get(world, who, "log_review").status_code == 404
        assert get(world, who, "log_raised", raised.pk).status_code == 404


def test_what_the_reviewer_found_is_recorded_once_and_sealed(world: World, raised: Raised) -> None:
    reviewer = officer(world, "log_reviewer", beside=world.preschool)

    bad = post(world, reviewer, raised.pk, outcome="in_order", words="").content.decode()
    sent = post(world, reviewer, raised.pk, outcome=Weighing.TALKED.value, words="Hon bytte arbetspass med en kollega.")
    again = post(world, reviewer, raised.pk, outcome="in_order", words="Igen.")

    row = Weighed.objects.get()
    assert "Skriv något här." in bad
    assert sent.status_code == 302
    assert "redan besvarad" in again.content.decode()
    assert b"kollega" not in bytes(row.sealed)
    assert "bytte arbetspass" in get(world, reviewer, "log_raised", raised.pk).content.decode()
    assert "Granskat" in get(world, reviewer, "log_review").content.decode()


def test_a_protected_child_is_not_named_to_the_reviewer(world: World, raised: Raised) -> None:
    Child.objects.filter(pk=world.noel.pk).update(protection="protected_registration")

    page = get(world, officer(world, "log_reviewer", beside=world.preschool), "log_raised", raised.pk).content.decode()

    assert "Barnet har skyddade uppgifter" in page
    assert "Noel" not in page


def test_a_finding_with_many_lines_says_that_there_are_more(world: World) -> None:
    for _ in range(201):
        event(world, world.linda, child=world.noel.pk, permitted=False, code=Reason.TOO_MANY_CHILDREN.value)
    reviewed(world)
    reviewer = officer(world, "log_reviewer", beside=world.preschool)

    page = get(world, reviewer, "log_raised", Raised.objects.get().pk).content.decode()

    assert "Det finns fler rader" in page


def test_the_review_is_itself_in_the_log(world: World, raised: Raised) -> None:
    get(world, officer(world, "log_reviewer", beside=world.preschool), "log_raised", raised.pk)

    assert AuditEvent.objects.filter(act="log:weigh", thing=raised.pk, child=None).count() == 1


def test_what_is_raised_only_grows_and_names_nobody(world: World, raised: Raised) -> None:
    assert str(raised) == f"own_family {raised.pk}"
    with pytest.raises(DatabaseError), transaction.atomic():
        Raised.objects.all().delete()
    assert set(RaisedKind) >= {raised.kind}
