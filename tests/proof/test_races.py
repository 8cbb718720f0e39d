"""What happens at the same moment happens as if one had come first: 1 000 interleavings on PostgreSQL, none wrong."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from time import perf_counter
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from barnetsplan.audit.models import AuditEvent
from barnetsplan.consent.custody import end_custody
from barnetsplan.consent.disclose import disclose
from barnetsplan.consent.tests.asking import agreed, disclosure, row_of, says, written
from barnetsplan.coordination.actions import pass_on
from barnetsplan.coordination.models import Term
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.vocabulary import Answer, ConsentState, GuardianshipSource, OfferState, TermKind
from barnetsplan.handover.actions import answer_offer, offer_coordination
from barnetsplan.handover.models import Offer
from barnetsplan.meetings.board import NewLine, write_line
from barnetsplan.meetings.tests.test_board import end_meeting
from barnetsplan.meetings.tests.test_ending import call_follow_up
from barnetsplan.people.actions import add_guardianship
from barnetsplan.people.models import Guardianship
from barnetsplan.plans.models import Version
from barnetsplan.policy.acts import Act
from barnetsplan.records.kinds import Goal
from barnetsplan.records.models import Release
from barnetsplan.records.queries import live_release, visible_to
from tests.profiles import by_night
from tests.proof.interleaving import TwoAtOnce
from tests.sign_in import client_for
from tests.world import World, made, reported

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time, and nothing races"),
]
TIMES = by_night(334, 2000)
#: A whole meeting is called, written and ended in each.
ROUNDS = by_night(8, 100)


@pytest.fixture
def at_once() -> Iterator[TwoAtOnce]:
    with TwoAtOnce(seed=20260907) as both:
        yield both


@pytest.fixture
def told(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> World:
    """The whole story, committed; requests are made in its time, which stands still unless the test moves it."""
    world = reported(World())
    monkeypatch.setattr("barnetsplan.access.middleware.timezone", SimpleNamespace(now=lambda: world.at))
    return world


def test_con_06_a_withdrawal_and_a_disclosure_at_once_leave_nothing_open(
    transactional_db: None, at_once: TwoAtOnce
) -> None:
    world = World()
    request = agreed(world)
    entry = written(world)
    seen: Counter[str] = Counter()
    for _ in range(TIMES):
        made(says(world, request, world.sara, Answer.YES))
        row, at = row_of(world, request), world.later()
        assert row.state is ConsentState.ACTIVE

        _, told = at_once(
            partial(says, world, request, world.sara, Answer.WITHDRAWN),
            partial(disclose, disclosure(world, entry, row, at=at)),
        )

        assert row_of(world, request).state is ConsentState.WITHDRAWN
        assert not Release.objects.filter(live_release(world.at), basis=row.id).exists()
        assert entry.pk not in visible_to(world.social.pk, at=world.later()).values_list("pk", flat=True)
        seen["refused" if told == Refused(Reason.CONSENT_NOT_ACTIVE) else "ended" if made(told) else ""] += 1

    assert set(seen) == {"refused", "ended"}, "otherwise the two never met"


def test_fam_03_a_read_while_custody_is_lost_sees_all_or_nothing_and_nothing_after(
    told: World, at_once: TwoAtOnce
) -> None:
    address = reverse("family_plan", args=[told.noel.pk])
    seen: Counter[str] = Counter()
    for _ in range(TIMES):
        guardianship = _guards_again(told)
        reader = client_for(told, told.as_guardian(told.sara))
        before = told.at
        told.later()

        lost_at, (began_at, status) = at_once(
            partial(_loses, guardianship, told.at),
            partial(_reads, reader, address),
        )

        assert status in ({302, 404} if began_at > lost_at else {200, 302, 404})
        assert reader.get(address).status_code == 302, "the session ended with the custody"
        assert client_for(told, told.as_guardian(told.sara)).get(address).status_code == 404
        opened = AuditEvent.objects.filter(at__gt=before, act=Act.FAMILY_PLAN_OPEN.value, permitted=True)
        assert opened.count() == (status == 200)
        seen["read" if status == 200 else "refused"] += 1

    assert set(seen) == {"read", "refused"}, "otherwise the two never met"


def _guards_again(world: World) -> Guardianship:
    held = Guardianship.objects.filter(child=world.noel, guardian=world.sara, valid_until__gt=world.at).first()
    return held or add_guardianship(
        child=world.noel, guardian=world.sara.pk, source=GuardianshipSource.REGISTER, valid_from=world.later()
    )


def _loses(guardianship: Guardianship, at: datetime) -> float:
    end_custody(guardianship=guardianship, at=at)
    return perf_counter()


def _reads(reader: Client, address: str) -> tuple[float, int]:
    began_at = perf_counter()
    answer = reader.get(address)
    if answer.status_code == 200:
        assert "Noel" in answer.content.decode()
    return began_at, answer.status_code


def test_two_offers_at_once_are_one_and_two_answers_at_once_are_one(told: World, at_once: TwoAtOnce) -> None:
    clients = [client_for(told, told.leila), client_for(told, told.leila)]
    seen: Counter[str] = Counter()
    for number in range(TIMES // 2):
        told.later()
        at_once(
            partial(_offers, told, told.social.pk),
            partial(_offers, told, told.preschool.pk if number % 2 else told.social.pk),
        )
        offer = Offer.objects.get(state=OfferState.OPEN)
        if offer.to_unit_id != told.social.pk:
            made(answer_offer(offer=offer, accept=False, by=told.linda, at=told.later()))
            offer = made(_offers(told, told.social.pk))

        before = told.at
        told.later()
        at_once(*(partial(_answers, client, offer, said) for client, said in zip(clients, ("yes", "no"), strict=True)))

        offer.refresh_from_db()
        accepted = offer.state == OfferState.ACCEPTED
        holder = Term.objects.get(child=told.noel, kind=TermKind.COORDINATOR, valid_until__isnull=True)
        assert holder.unit_id == (told.social.pk if accepted else told.bvc.pk)
        answered = AuditEvent.objects.filter(at__gt=before, act=Act.COORDINATION_ANSWER.value, permitted=True)
        assert answered.count() == 1
        seen[offer.state] += 1
        if accepted:
            pass_on(child=told.noel.pk, kind=TermKind.COORDINATOR, to=told.bvc.pk, at=told.later())

    assert set(seen) == {OfferState.ACCEPTED, OfferState.DECLINED}, "otherwise one of them always came first"


def _offers(world: World, to: UUID) -> Offer | Refused:
    return offer_coordination(plan=world.plan, offer_id=uuid4(), to=to, by=world.maria, at=world.at)


def _answers(client: Client, offer: Offer, said: str) -> None:
    assert client.post(reverse("offer", args=[offer.pk]), {"answer": said}).status_code in {302, 403, 404}


def test_two_chairs_who_finish_at_once_make_one_version(told: World, at_once: TwoAtOnce) -> None:
    clients = [client_for(told, told.maria), client_for(told, told.maria)]
    for number in range(1, ROUNDS + 1):
        told.meeting = call_follow_up(told)
        write_line(
            meeting=told.meeting,
            line=NewLine(id=uuid4(), payload=Goal(text=f"Lugn lämning {number}.")),
            by=told.maria,
            at=told.later(),
        )
        told.later()

        everybody = [str(party) for party in (told.noel.pk, told.sara.pk, told.daniel.pk, told.bvc.pk)]
        answers = at_once(*(partial(end_meeting, client, told, came=everybody) for client in clients))

        assert {answer.headers["Location"] for answer in answers} == {reverse("plan", args=[told.plan.pk])}
        told.meeting.refresh_from_db()
        assert Version.objects.filter(meeting=told.meeting.pk).count() == 1
        assert Version.objects.filter(plan=told.plan).count() == 1 + number
        assert told.meeting.version == Version.objects.get(meeting=told.meeting.pk).pk
        finished = AuditEvent.objects.filter(at=told.at, act=Act.MEETING_FINISH.value, permitted=True)
        assert finished.filter(thing=told.meeting.pk).count() == 1
