"""Every text carries a word of its own, and no word turns up where its reader may not be (law.md T3).

Noel's world is told full of texts: what the story holds, and beside it what is kept, unsent, taken back, unfinished
and struck. Then everybody in the cast walks through the whole house, from the first page along every link and to
every address that a form is sent to. A word in a page, a header, a hidden field, a title or a file must belong to an
entry that ``visible_to`` gives to that very party.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http import HTTPStatus
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.urls import Resolver404, resolve
from pytest_django.plugin import DjangoDbBlocker

from barnetsplan.accounts.models import Account
from barnetsplan.domain.vocabulary import ActorKind
from barnetsplan.keeping import actions as keeping
from barnetsplan.policy.facts import NOBODY, Actor
from barnetsplan.records import actions as records
from barnetsplan.records.actions import Kept
from barnetsplan.records.models import Draft, KeptFrom
from barnetsplan.records.queries import visible_to
from barnetsplan.vault.models import Key
from barnetsplan.vault.sealing import Place, seal
from tests.pages import PAGES
from tests.profiles import by_night
from tests.proof.looking import Given, crawl
from tests.proof.test_without_a_trace import HIDDEN, Told
from tests.stages import STAGES, tell

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

#: The fields that hold a code, an id or a name of a column, and no text that anybody wrote.
_NO_TEXT = frozenset({"support", "goal", "action", "about", "areas", "services", "phone", "child_takes_part", "way"})
_WORD = re.compile(rb"kanarie[0-9a-f]{12}")
#: What the story itself holds, or what adds no text.
_TOLD_ANYHOW = frozenset(
    {"a report that the child may be coming to harm", "something hidden that is opened very often"}
)
#: What an answered question of consent shows is reached by answering it; its receipt is linked.
_SHOWN_BY_A_FORM = frozenset({"family_consent"})
#: Who walks: everybody of the story, and those who have nothing to do with Noel.
CAST = ("linda", "maria", "leila", "stranger", "sara", "daniel", "noel", "nobody")
#: When they walk: by night at every stage, otherwise in the middle and towards the end.
WALKED_AT = tuple(STAGES) if by_night(0, 1) else ("talk_agreed", "offered")


@dataclass
class Canaries:
    """The words, and what each lies in: an entry, or something that nobody reads by right of an entry."""

    entries: dict[str, UUID] = field(default_factory=dict)
    elsewhere: dict[str, Place] = field(default_factory=dict)

    @contextmanager
    def singing(self) -> Iterator[None]:
        """While this lasts, every text of an entry, a draft and a decision is sealed with a word of its own."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(records, "seal", self._seal)
            yield

    def _seal(self, text: str, *, key: Key, place: Place) -> bytes:
        word = f"kanarie{uuid4().hex[:12]}"
        if place.table == "records_entry":
            self.entries[word] = place.row
        else:
            self.elsewhere[word] = place
        marked = f"{text} {word}" if place.table == "records_reason" else json.dumps(_marked(json.loads(text), word))
        return _SEAL(marked, key=key, place=place)

    def of(self, actor: Actor, *, at: datetime) -> frozenset[str]:
        """The words that a person may meet: of visible entries, of the own unit's decisions about them, of drafts."""
        if actor is NOBODY:
            return frozenset()
        visible = set(visible_to(actor.party_id, at=at).values_list("pk", flat=True))
        decided = (
            KeptFrom.objects.filter(entry__in=visible) if actor.kind is ActorKind.STAFF else KeptFrom.objects.none()
        )
        begun = Draft.objects.filter(author=actor.person_id, party=actor.party_id)
        rows = {*decided.values_list("pk", flat=True), *begun.values_list("pk", flat=True)}
        own = {word for word, entry in self.entries.items() if entry in visible}
        return frozenset(own | {word for word, place in self.elsewhere.items() if place.row in rows})


_SEAL = seal


def _marked(content: Mapping[str, object], word: str) -> dict[str, object]:
    """Every text that somebody wrote, with a word behind it."""
    return {
        name: f"{value} {word}" if isinstance(value, str) and value and name not in _NO_TEXT else value
        for name, value in content.items()
    }


@dataclass(frozen=True)
class Walk:
    """Everything that one person met at one stage, and which words that person may read."""

    stage: str
    who: str
    met: Mapping[str, Given] = field(repr=False)
    allowed: frozenset[str] = field(repr=False)

    @property
    def found(self) -> Mapping[str, set[str]]:
        """Each word that turned up, and at which addresses."""
        words: dict[str, set[str]] = {}
        for address, answer in self.met.items():
            held = answer.body + json.dumps([address, *answer.headers.values()]).encode()
            for word in _WORD.findall(held):
                words.setdefault(word.decode(), set()).add(address)
        return words


@dataclass(frozen=True)
class House:
    """All walks, and the words that there are."""

    canaries: Canaries
    walks: tuple[Walk, ...]


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[House]:
    """The world told once; at some of its stages everybody walks."""
    canaries = Canaries()
    with django_db_blocker.unblock(), transaction.atomic():
        world = Told()
        Account.objects.create(person=world.noel.person)
        walks: list[Walk] = []
        for stage in STAGES:
            with canaries.singing():
                _tell_all(world, stage)
            if stage in WALKED_AT:
                walks += [_walk(world, who, stage, canaries) for who in CAST]
        yield House(canaries, tuple(walks))
        transaction.set_rollback(True)


def _tell_all(world: Told, stage: str) -> None:
    """A stage of the story, and what is hidden as soon as it has come so far."""
    tell(world, stage)
    if stage == "gathered":
        world.tell("voices_shown")
    for name, hidden in HIDDEN.items():
        if hidden.since == stage and name not in _TOLD_ANYHOW:
            hidden.do(world, "Dolt")
    if stage == "talk_agreed":
        _keep_something_shown(world)


def _keep_something_shown(world: Told) -> None:
    """What Daniel has been able to read is kept from him afterwards."""
    kept = [Kept(world.daniel.pk, "Han blev hotfull.")]
    keeping.keep(entry=world.concern, kept=kept, by=world.linda, at=world.later())


def _actor(world: Told, who: str) -> Actor:
    if who == "nobody":
        return NOBODY
    if who == "noel":
        return Actor(kind=ActorKind.FAMILY, person=world.noel.pk, party=world.noel.pk)
    found = getattr(world, who)
    return found if isinstance(found, Actor) else world.as_guardian(found)


def _walk(world: Told, who: str, stage: str, canaries: Canaries) -> Walk:
    actor = _actor(world, who)
    now = world.at + timedelta(minutes=1)
    begin = ("/", "/min/") if actor.kind is not ActorKind.STAFF else ("/", "/arbete/")
    return Walk(stage, who, crawl(world, actor, begin=begin, now=now), canaries.of(actor, at=now))


def test_t3_no_word_turns_up_where_its_reader_may_not_be(house: House) -> None:
    wrong = {
        f"{walk.stage} {walk.who} {word}": sorted(addresses)
        for walk in house.walks
        for word, addresses in walk.found.items()
        if word not in walk.allowed
    }

    assert wrong == {}


def test_t3_words_turn_up_where_they_may(house: House) -> None:
    """Without this the proof would hold of a silent house."""
    sung = {word for walk in house.walks for word in walk.found}

    assert len(house.canaries.entries) > 30
    assert len(sung) > 25
    assert {walk.who for walk in house.walks if walk.found} == {*CAST} - {"nobody"}


def test_t3_the_walk_reaches_every_page_that_a_person_may_reach(
    house: House, record_property: Callable[[str, object], None]
) -> None:
    """Every page of ``tests/pages.py`` is met by its reader at its stage, through nothing but links and forms."""
    missed = {
        str(page)
        for walk in house.walks
        for page in PAGES
        if (page.stage, page.actor or "nobody") == (walk.stage, walk.who)
        and page.status == HTTPStatus.OK
        and not page.sent
        and page.name not in _SHOWN_BY_A_FORM
        and page.name not in {_name(address) for address, met in walk.met.items() if met.status == HTTPStatus.OK}
    }
    record_property("pages met", sum(len(walk.met) for walk in house.walks))

    assert missed == set()


def _name(address: str) -> str:
    try:
        return resolve(urlsplit(address).path).url_name or ""
    except Resolver404:
        return ""
