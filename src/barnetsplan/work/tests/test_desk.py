"""The desk and the list of children: what waits for the own unit, and nothing of anybody else's."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from barnetsplan.audit.models import AuditEvent
from barnetsplan.domain.vocabulary import Answer, InvolvementReason
from barnetsplan.family.actions import NewWords, write_own_words
from barnetsplan.notices.actions import tell
from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.notices.models import Notice
from barnetsplan.people.actions import admit_person, involve
from barnetsplan.people.models import Child, Involvement
from barnetsplan.records.kinds import OwnWords
from barnetsplan.work.children import _sorting
from barnetsplan.work.words import KINDS, age_words, time_mark
from tests.sign_in import client_for
from tests.world import (
    START,
    World,
    case_open,
    circle_asked,
    concern_sent,
    concern_written,
    gathered,
    made,
    meeting_called,
    published,
    reported,
    say,
)

#: Kinds that only the family gets.
FAMILY = {
    NoticeKind.FAMILY_QUESTION,
    NoticeKind.CONSENT_ASKED,
    NoticeKind.CONSENT_REMINDED,
    NoticeKind.CONSENT_NOTED,
    NoticeKind.PLAN_TO_READ,
    NoticeKind.DISCLOSURE_TOLD,
}


def _text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def _desk(world: World, who: Any) -> str:
    return _text(client_for(world, who).get(reverse("desk")))


def test_every_kind_that_a_unit_can_get_has_its_words_and_its_page(world: World) -> None:
    assert set(KINDS) == set(NoticeKind) - FAMILY
    for words in KINDS.values():
        assert reverse(words.opens, args=[uuid4()])


def test_bba_may_see_what_has_come_with_the_childs_first_name_and_age(world: World) -> None:
    concern_sent(world)

    page = _desk(world, world.maria)

    assert "Nytt: någon är orolig för ett barn" in page
    assert "Förskolan Gullvivan" in page
    assert '<span translate="no">Noel</span>, 4 år' in page
    assert "Lindqvist" not in page
    assert reverse("concern", args=[world.concern.pk]) in page


def test_another_unit_may_not_see_what_waits_for_bba(world: World) -> None:
    concern_sent(world)

    for other in (world.leila, world.stranger):
        page = _desk(world, other)
        assert "Inget väntar på er." in page
        assert "Noel" not in page


def test_the_family_may_not_open_the_desk(world: World) -> None:
    client = client_for(world, world.as_guardian(world.sara))

    assert client.get(reverse("desk")).status_code == 404
    assert client.get(reverse("children")).status_code == 404


def test_nobody_is_sent_to_sign_in(world: World) -> None:
    for name in ("desk", "children"):
        assert Client().get(reverse(name)).headers["Location"] == reverse("sign_in")


def test_a_child_whom_the_unit_is_not_around_any_more_is_not_named(world: World) -> None:
    concern_sent(world)
    Involvement.objects.filter(unit=world.bvc).update(valid_until=world.at + timedelta(seconds=1))

    page = _desk(world, world.maria)

    assert "Nytt: någon är orolig för ett barn" not in page
    assert "Noel" not in page
    assert "Gullvivan" not in page


def test_bba_sees_for_whom_it_waits(world: World) -> None:
    circle_asked(world)

    page = _desk(world, world.maria).split("Ni väntar på andra")[1]

    assert "vilka får läsa planen?" in page
    assert "Se vem som inte har svarat" in page


def test_what_has_been_answered_is_not_waited_for(world: World) -> None:
    circle_asked(world)
    for person in (world.sara, world.daniel):
        say(world, world.circle, person, Answer.YES)

    assert "vilka får läsa planen?" not in _desk(world, world.maria)


def test_what_has_been_refused_is_not_waited_for(world: World) -> None:
    circle_asked(world)
    say(world, world.circle, world.sara, Answer.NO)

    assert "vilka får läsa planen?" not in _desk(world, world.maria)


def test_bba_sees_who_has_not_replied_to_the_call(world: World) -> None:
    meeting_called(world)

    page = _desk(world, world.maria).split("Ni väntar på andra")[1]

    assert "Barn och familj Lessebo</span>: är kallad till möte" in page
    assert "Sara Lindqvist</span>: är kallad till möte" in page


def test_the_desk_counts_plans_and_follow_ups_of_those_who_hold_them(world: World) -> None:
    published(world)

    assert '<span class="big">1</span> plan som ni håller i' in _desk(world, world.maria)
    assert '<span class="big">0</span> planer som ni håller i' in _desk(world, world.leila)


def _many(world: World, number: int) -> None:
    for _each in range(number):
        person = admit_person(name="Bo Ek", number=None, at=world.at)
        child = Child.objects.create(person=person, born_on=date(2020, 1, 1))
        involve(unit=world.bvc.pk, child=child.pk, reason=InvolvementReason.RECEIVED, at=world.at)
        kind = NoticeKind.CONCERN_CAME
        tell(party=world.bvc.pk, child=child.pk, kind=kind, thing=uuid4(), about=world.preschool.pk, at=world.at)


#: What every page asks: the session, who acts, and on PostgreSQL the word to the second wall.
_OF_EVERY_PAGE = ("accounts_session", "accounts_assignment", "set_config")


def test_the_desk_costs_the_same_few_statements_however_much_waits(world: World) -> None:
    meeting_called(world)
    client = client_for(world, world.maria)
    counted = []
    for _again in range(2):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(reverse("desk")).status_code == 200
        own = [q["sql"] for q in queries if not q["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))]
        counted.append(len([sql for sql in own if not any(name in sql for name in _OF_EVERY_PAGE)]))
        _many(world, 60)

    assert counted[0] == counted[1] <= 6 + 1


def test_what_waits_is_paged_by_fifty(world: World) -> None:
    _many(world, 60)
    client = client_for(world, world.maria)

    first, second = client.get(reverse("desk")), client.get(f"{reverse('desk')}?sida=2")
    beyond, nonsense = client.get(f"{reverse('desk')}?sida=99"), client.get(f"{reverse('desk')}?sida=x")

    assert "60 saker väntar på er." in _text(first)
    assert _text(first).count("Nytt: någon är orolig") == 50
    assert _text(second).count("Nytt: någon är orolig") == 10
    assert _text(beyond).count("Nytt: någon är orolig") == _text(nonsense).count("Nytt: någon är orolig") == 50


def test_one_event_for_the_whole_list(world: World) -> None:
    concern_sent(world)
    client, earlier = client_for(world, world.maria), set(AuditEvent.objects.values_list("pk", flat=True))

    client.get(reverse("desk"))
    client.get(reverse("children"))

    acts = AuditEvent.objects.exclude(pk__in=earlier).values_list("act", flat=True)
    assert sorted(acts) == ["children:list", "desk:open"]


def _notice(world: World, kind: NoticeKind) -> Notice:
    tell(party=world.bvc.pk, child=world.noel.pk, kind=kind, thing=uuid4(), about=world.sara.pk, at=world.at)
    return Notice.objects.get(kind=kind)


def test_bba_may_say_that_the_call_is_made(world: World) -> None:
    case_open(world)
    notice = _notice(world, NoticeKind.CALL_AFTER_WITHDRAWAL)
    client = client_for(world, world.maria)

    assert "Ring: ett ja har tagits tillbaka" in _text(client.get(reverse("desk")))
    assert "Sara Lindqvist" in _text(client.get(reverse("desk")))
    assert "Jag har ringt" in _text(client.get(reverse("desk")))
    page = client.post(reverse("notice_done", args=[notice.pk]), follow=True)

    assert "Klart. Det väntar inte längre." in _text(page)
    assert "Ring: ett ja har tagits tillbaka" not in _text(page)


def test_what_waits_for_an_act_is_not_ended_by_hand(world: World) -> None:
    concern_sent(world)
    notice = Notice.objects.get(kind=NoticeKind.CONCERN_CAME)

    page = client_for(world, world.maria).post(reverse("notice_done", args=[notice.pk]), follow=True)

    assert "Nytt: någon är orolig för ett barn" in _text(page)


@pytest.mark.parametrize("who", ["linda", "leila"])
def test_another_unit_may_not_end_a_notice(world: World, who: str) -> None:
    case_open(world)
    notice = _notice(world, NoticeKind.CONSENT_READY)

    page = client_for(world, getattr(world, who)).post(reverse("notice_done", args=[notice.pk]))

    notice.refresh_from_db()
    assert (page.status_code, notice.done_at) == (404, None)


@pytest.mark.parametrize(
    ("days", "due", "must", "words", "kind"),
    [
        (0, None, True, "I dag", "plain"),
        (1, None, True, "Har väntat 1 dag", "wait"),
        (5, None, True, "Har väntat 5 dagar", "late"),
        (5, None, False, "7 sep", "plain"),
        (0, date(2026, 9, 10), True, "Senast", "wait"),
        (0, date(2026, 10, 10), True, "Senast", "plain"),
        (0, date(2026, 9, 1), True, "Skulle vara klart", "late"),
        (0, date(2026, 9, 1), False, "Senast", "plain"),
    ],
)
def test_the_mark_says_how_long_or_by_when(days: int, due: date | None, must: bool, words: str, kind: str) -> None:
    mark = time_mark(made_at=START, due_on=due, at=START + timedelta(days=days), must_be_done=must)

    assert words in mark.words
    assert mark.kind == kind


@pytest.mark.parametrize(("age", "words"), [(None, "inte född än"), (0, "under ett år"), (4, "4 år")])
def test_ages_are_said_in_words(age: int | None, words: str) -> None:
    assert age_words(age) == words


@pytest.mark.parametrize(
    ("told", "who", "words"),
    [
        (concern_written, "linda", "Ni har skrivit vad ni har sett"),
        (case_open, "maria", "Samla in röster och skriv analysen"),
        (circle_asked, "maria", "Fråga om samtycke och kalla till möte"),
        (reported, "maria", "Planen pågår"),
        (reported, "leila", "Planen pågår"),
    ],
)
def test_the_list_says_what_comes_next(world: World, told: Any, who: str, words: str) -> None:
    told(world)

    page = _text(client_for(world, getattr(world, who)).get(reverse("children")))

    assert "Noel Lindqvist" in page
    assert words in page


def test_a_guardians_words_tell_of_no_plan_when_the_yes_is_gone(world: World) -> None:
    published(world)
    given = NewWords(
        child=world.noel,
        payload=OwnWords(text="Tack för hjälpen."),
        entry_id=uuid4(),
        readers=[world.social.pk],
        by=world.as_guardian(world.sara),
        at=world.later(),
        plan=world.plan.pk,
    )
    made(write_own_words(given))
    say(world, world.circle, world.sara, Answer.WITHDRAWN)

    page = _text(client_for(world, world.leila).get(reverse("children")))

    assert "Noel" in page
    assert "Planen pågår" not in page


def test_a_unit_that_is_around_no_child_gets_a_page_that_teaches(world: World) -> None:
    gathered(world)

    page = _text(client_for(world, world.stranger).get(reverse("children")))

    assert "Inga barn än" in page
    assert "Noel" not in page


def test_names_sort_as_in_swedish() -> None:
    names = ["Östen", "Åsa", "Ärla", "Adam", "Zoe"]

    assert sorted(names, key=_sorting) == ["Adam", "Zoe", "Åsa", "Ärla", "Östen"]
