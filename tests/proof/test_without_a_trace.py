"""What is hidden from a guardian leaves every byte of that guardian's world as it was (law.md A5, T2).

The story is told twice with the same clock and the same lots for ids: once as it is, and once with something hidden
in the middle of it. Then one person asks for every page there is. Whatever is hidden, wherever in the story, and
however far the story has come: each answer is the same, with its headers, its size and the ids in it.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from random import Random
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from barnetsplan.accounts.models import Account
from barnetsplan.audit.record import Event, record
from barnetsplan.domain.protection import Protection
from barnetsplan.domain.vocabulary import ActionStatus, ActorKind
from barnetsplan.family.actions import NewWords, write_own_words
from barnetsplan.gathering.actions import release_voices, write_child_words, write_own_voice
from barnetsplan.keeping import actions as keeping
from barnetsplan.noticing.actions import send_concern, write_concern_about
from barnetsplan.organisations.models import Unit
from barnetsplan.plans.actions import report_action
from barnetsplan.plans.facts import find_action
from barnetsplan.plans.models import VersionItem
from barnetsplan.policy.acts import Act
from barnetsplan.policy.facts import Actor
from barnetsplan.protection.actions import protect
from barnetsplan.records.actions import Kept, save_draft
from barnetsplan.records.kinds import Concern, Contribution, OwnWords
from barnetsplan.records.models import Entry
from barnetsplan.reporting.actions import ToReport, answer_harm, decide_report
from tests import world as story
from tests.pages import PAGES
from tests.profiles import by_night
from tests.proof.looking import Given, crawl
from tests.world import World, made

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

ORDER = (
    "concern_written",
    "concern_sent",
    "case_open",
    "family_asked",
    "service_asked",
    "talk_agreed",
    "gathered",
    "voices_shown",
    "circle_asked",
    "meeting_called",
    "board_written",
    "version_with_family",
    "published",
    "reported",
)
#: At which stages somebody looks: by night at all of them.
LOOKED_AT = ORDER if by_night(0, 1) else ("concern_sent", "service_asked", "voices_shown", "meeting_called", "reported")


@dataclass
class Told(World):
    """Noel's world, in which every deed draws its ids from lots that its own moment decides."""

    lots: Random = field(default_factory=lambda: Random(1))  # noqa: S311  the point is that it can be foreseen

    def later(self, **delta: float) -> datetime:
        """Let time pass; what is done at the new moment draws new lots."""
        moment = super().later(**delta)
        self.lots.seed(moment.isoformat())
        return moment

    def tell(self, stage: str) -> None:
        """One stage of the story, which begins with its own lots."""
        if stage in self.told:
            return
        self.lots.seed(stage)
        if stage == "voices_shown":
            made(release_voices(case=self.case, by=self.maria, at=self.later()))
            self.told.add(stage)
        else:
            getattr(story, stage)(self)
        if stage == "published":
            self._read(self.leila, *VersionItem.objects.values_list("entry", flat=True))

    def _read(self, by: Actor, *entries: UUID) -> None:
        """Somebody opens something, which the log tells to whoever may see it."""
        act, child = Act.PLAN_OPEN.value, self.noel.pk
        record(Event(act=act, at=self.later(), actor=by, child=child, thing=self.plan.pk, entries=entries))


@contextmanager
def a_world() -> Iterator[Told]:
    """A world of its own, of which nothing stays; Noel has signed in once, and so can his parents' telephones."""
    with transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        lots = Random("before")  # noqa: S311  as above
        patch.setattr(os, "urandom", lots.randbytes)
        world = Told()
        patch.setattr(os, "urandom", world.lots.randbytes)
        Account.objects.create(person=world.noel.person)
        yield world
        transaction.set_rollback(True)


# --- what can be hidden ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Hidden:
    """Something hidden: from which stage it can be, by which deed, and who must not be able to tell."""

    since: str
    do: Callable[[Told, str], object]
    blind: tuple[str, ...] = ("daniel", "noel")

    def begins(self, stage: str) -> bool:
        """Whether it can happen after this stage."""
        return ORDER.index(stage) >= ORDER.index(self.since)


def _kept(world: Told) -> tuple[Kept, ...]:
    return (Kept(world.daniel.pk, "Han har hotat barnet."),)


def _concern(world: Told, by: Actor, text: str) -> Entry:
    payload = Concern(seen=text, child_says=text, works=text)
    return write_concern_about(world.noel, entry_id=uuid4(), payload=payload, by=by, at=world.at)


def _kept_concern(world: Told, text: str) -> None:
    concern = _concern(world, world.maria, text)
    made(
        send_concern(
            entry=concern,
            request_id=uuid4(),
            to=world.bvc.pk,
            heard=(),
            kept=_kept(world),
            by=world.maria,
            at=world.at,
        ),
    )


def _unsent_concern(world: Told, text: str) -> None:
    _concern(world, world.stranger, text)


def _kept_voice(world: Told, text: str) -> None:
    answers = {"omsorg": Contribution(works=text, challenging=text)}
    made(
        write_own_voice(
            case=world.case, answers=answers, token=uuid4(), kept=_kept(world), by=world.maria, at=world.at
        ),
    )
    made(release_voices(case=world.case, by=world.maria, at=world.at)) if "voices_shown" in world.told else None


def _childs_words(world: Told, text: str) -> None:
    made(
        write_child_words(
            case=world.case,
            answers={"halsa": Contribution(works=text)},
            readers=[world.sara.pk],
            kept=_kept(world),
            token=uuid4(),
            by=world.maria,
            at=world.at,
        ),
    )


def _own_words(world: Told, text: str) -> None:
    new = NewWords(
        child=world.noel,
        payload=OwnWords(text=text),
        entry_id=uuid4(),
        readers=(),
        by=world.as_guardian(world.sara),
        at=world.at,
    )
    made(write_own_words(new))


def _kept_report(world: Told, text: str) -> None:
    made(
        report_action(
            action=made(find_action(world.bildschema)),
            status=ActionStatus.COULD_NOT,
            text=text,
            entry_id=uuid4(),
            kept=_kept(world),
            by=world.linda,
            at=world.at,
        ),
    )


def _struck(world: Told, text: str) -> None:
    keeping.strike(entry=_concern(world, world.leila, text), reason=text, by=world.leila, at=world.at)


def _draft(world: Told, text: str) -> None:
    for who in (world.maria, world.as_guardian(world.sara)):
        save_draft(
            author=who.person_id,
            party=who.party_id,
            form="family_words",
            thing=world.noel.pk,
            fields={"words-text": text},
            at=world.at,
        )


def _report_of_harm(world: Told, text: str) -> None:
    answer = answer_harm(concern=world.concern, may_harm=True, by=world.linda, at=world.at)
    made(
        decide_report(
            answer=answer,
            decision=ToReport(reported=True, reason=text, on=date(2026, 9, 7)),
            decision_id=uuid4(),
            at=world.at,
        )
    )


def _much_read(world: Told, text: str) -> None:
    """Kept from Daniel, and opened by others more often than any list is long."""
    _kept_concern(world, text)
    entry = made(Entry.objects.filter(kind=Concern.KIND, owner=world.bvc.pk).order_by("-written_at", "pk").first())
    act, child = Act.CONCERN_OPEN.value, world.noel.pk
    for number in range(70):
        at = world.at + timedelta(milliseconds=number)
        record(Event(act=act, at=at, actor=world.maria, child=child, thing=entry.pk, entries=[entry.pk]))


HIDDEN: Mapping[str, Hidden] = {
    "a concern that is kept from him": Hidden("concern_sent", _kept_concern),
    "a concern that nobody has sent": Hidden("concern_written", _unsent_concern, ("daniel", "noel", "sara")),
    "a service's voice that is kept from him": Hidden("case_open", _kept_voice),
    "the child's words that are kept from him": Hidden("case_open", _childs_words),
    "words of the other guardian": Hidden("case_open", _own_words),
    "a report of an action that is kept from him": Hidden("published", _kept_report),
    "a text on the wrong child": Hidden("meeting_called", _struck, ("daniel", "noel", "sara")),
    "what is begun and not sent": Hidden("concern_written", _draft, ("daniel", "noel")),
    "a report that the child may be coming to harm": Hidden(
        "concern_written", _report_of_harm, ("daniel", "noel", "sara")
    ),
    "something hidden that is opened very often": Hidden("published", _much_read),
}


Reference = Callable[[str, str], dict[str, Given]]


# --- looking ---------------------------------------------------------------------------------------------------------


def look(world: Told, who: str, stage: str) -> dict[str, Given]:
    """Every byte that one of the family can get: their own rooms, and in the end each page that the house has had."""
    told = {"nothing", *ORDER[: ORDER.index(stage) + 1]}
    reached = (
        page
        for page in PAGES
        if page.stage in told and not page.sent and (stage == "reported" or page.name.startswith("family"))
    )
    begin = tuple(dict.fromkeys(("/min/", *(page.address(world) for page in reached))))
    person = world.noel.person if who == "noel" else getattr(world, who)
    actor = Actor(kind=ActorKind.FAMILY, person=person.pk, party=person.pk)
    return crawl(world, actor, begin=begin, now=world.at + timedelta(minutes=1))


def differences(before: Mapping[str, Given], after: Mapping[str, Given]) -> list[str]:
    """The addresses that answer otherwise, or that only one of the worlds knows."""
    return sorted(address for address in before.keys() | after.keys() if before.get(address) != after.get(address))


def told_with(hidden: Mapping[str, str], text: str, *, until: str, who: str) -> dict[str, Given]:
    """The story with things hidden, each after a stage, as one of the family meets it at another."""
    with a_world() as world:
        for stage in ORDER[: ORDER.index(until) + 1]:
            world.tell(stage)
            for name in (name for name, after in hidden.items() if after == stage):
                world.lots.seed(name)
                HIDDEN[name].do(world, text)
        return look(world, who, until)


@cache
def _as_it_is(who: str, until: str) -> dict[str, Given]:
    return told_with({}, "", until=until, who=who)


@pytest.fixture(scope="module")
def as_it_is() -> Iterator[Reference]:
    """The story without anything hidden, as one of the family meets it at a stage."""
    yield _as_it_is
    _as_it_is.cache_clear()


# --- the proof -------------------------------------------------------------------------------------------------------


@st.composite
def moments(draw: st.DrawFn) -> tuple[str, str, str, str]:
    """What is hidden, after which stage, from whom, and at which stage that person looks."""
    name = draw(st.sampled_from(sorted(HIDDEN)))
    after = draw(st.sampled_from([stage for stage in ORDER if HIDDEN[name].begins(stage)]))
    who = draw(st.sampled_from(HIDDEN[name].blind))
    return name, after, who, draw(st.sampled_from([one for one in LOOKED_AT if ORDER.index(one) >= ORDER.index(after)]))


texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=300).map(
    lambda text: f"{text} ."
)


@settings(
    max_examples=by_night(5, 400),
    phases=(Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(moment=moments(), text=texts)
def test_a5_whatever_is_hidden_every_byte_stays_the_same(
    as_it_is: Reference, moment: tuple[str, str, str, str], text: str
) -> None:
    name, after, who, until = moment

    met = told_with({name: after}, text, until=until, who=who)

    assert differences(as_it_is(who, until), met) == []


def first_moments(names: Iterable[str]) -> dict[str, str]:
    """Each hidden thing as early as it can be."""
    return {name: next(stage for stage in ORDER if HIDDEN[name].begins(stage)) for name in names}


@pytest.mark.parametrize("who", ["daniel", "noel", "sara"])
def test_a5_all_hidden_things_together_are_told_by_nothing_at_the_end_of_the_story(
    as_it_is: Reference, who: str
) -> None:
    hidden = first_moments(name for name in HIDDEN if who in HIDDEN[name].blind)

    met = told_with(hidden, "Kanariefågel.", until="reported", who=who)

    assert differences(as_it_is(who, "reported"), met) == []


def test_the_look_sees_much_and_sees_what_differs(as_it_is: Reference) -> None:
    """Without this the proof would hold of an empty house."""
    pages = [answer for answer in as_it_is("daniel", "reported").values() if answer.status == 200]
    assert len(pages) > 15
    with a_world() as world:
        for stage in ORDER:
            world.tell(stage)
        _childs_words(world, "Kanariefågel.")
        met = look(world, "sara", "reported")
    assert differences(as_it_is("sara", "reported"), met) != []
    assert any("Kanariefågel." in answer.text for answer in met.values())


def test_prot_02_where_a_protected_child_is_leaves_the_familys_world_as_it_was(db: None) -> None:
    """Two worlds whose services stand in different places, under other names and numbers."""
    hovmantorp, elsewhere = (_protected_at(place) for place in ("Hovmantorp", "Kanariefågel"))

    assert differences(hovmantorp, elsewhere) == []


def _protected_at(place: str) -> dict[str, Given]:
    """Daniel's world, with Noel protected before anything has happened, and helped in this place."""
    with a_world() as world:
        for number, unit in enumerate((world.preschool, world.bvc, world.social)):
            words = {"name": f"{unit.sector} {place}", "short_name": f"{place} {number}"}
            Unit.objects.filter(pk=unit.pk).update(locality=place, phone=place, **words)
        by = world.as_guardian(world.sara)
        made(protect(person=world.noel.pk, protection=Protection.PLACE, reason="Hot.", by=by, at=world.later()))
        for stage in ORDER:
            world.tell(stage)
        return look(world, "daniel", "reported")
