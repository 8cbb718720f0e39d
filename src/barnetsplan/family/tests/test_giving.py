"""Own words and their readers: one may be taken back, or one more be let to read, whenever one wants."""

import pytest
from django.urls import reverse

from barnetsplan.accounts.models import Account
from barnetsplan.domain.vocabulary import ActorKind
from barnetsplan.gathering.actions import write_child_words
from barnetsplan.gathering.tests.posting import post, same_as_unknown
from barnetsplan.policy.facts import Actor
from barnetsplan.records.kinds import Contribution
from barnetsplan.records.models import Entry
from barnetsplan.records.queries import visible_to
from tests.sign_in import client_for
from tests.world import World, gathered, made

pytestmark = pytest.mark.django_db


@pytest.fixture
def words(world: World) -> Entry:
    """Sara's answer about the home; only the child health centre, which asked, has been given it."""
    gathered(world)
    return Entry.objects.get(owner=world.sara.pk, kind=Contribution.KIND)


def reads(world: World, entry: Entry) -> set[str]:
    people = {"sara": world.sara.pk, "daniel": world.daniel.pk, "bvc": world.bvc.pk, "noel": world.noel.pk}
    return {name for name, party in people.items() if visible_to(party, at=world.later()).filter(pk=entry.pk).exists()}


def choose(world: World, entry: Entry, *readers: object) -> int:
    client = client_for(world, world.as_guardian(world.sara))
    status: int = post(client, "family_words_readers", entry.pk, readers=[str(each) for each in readers]).status_code
    return status


def test_guardian_may_let_the_other_read_and_take_it_back(world: World, words: Entry) -> None:
    assert reads(world, words) == {"sara", "bvc"}

    assert choose(world, words, world.daniel.pk, world.noel.pk) == 302
    assert reads(world, words) == {"sara", "daniel", "bvc", "noel"}

    assert choose(world, words) == 302
    assert reads(world, words) == {"sara", "bvc"}, "who asked goes on reading"


def test_the_page_says_who_always_reads_and_marks_who_reads_now(world: World, words: Entry) -> None:
    choose(world, words, world.daniel.pk)
    page = client_for(world, world.as_guardian(world.sara)).get(reverse("family_words_readers", args=[words.pk]))

    text = page.content.decode()
    assert "BVC Hovmantorp" in text
    assert "Lugna kvällar." in text
    assert text.count("checked") == 1
    listed = client_for(world, world.as_guardian(world.sara)).get(reverse("family_words", args=[world.noel.pk]))
    assert reverse("family_words_readers", args=[words.pk]) in listed.content.decode()


def test_nobody_else_may_choose_who_reads_my_words(world: World, words: Entry) -> None:
    choose(world, words, world.daniel.pk)

    for other in (world.as_guardian(world.daniel), world.maria, world.stranger):
        same_as_unknown(client_for(world, other), "family_words_readers", words.pk)


def test_the_child_may_take_a_reader_back_and_then_its_own_sign_in_is_silent_too(world: World) -> None:
    gathered(world)
    Account.objects.create(person=world.noel.person)
    made(
        write_child_words(
            case=world.case,
            answers={"halsa": Contribution(works="Jag sover.")},
            readers=[world.sara.pk, world.daniel.pk],
            token=world.noel.pk,
            by=world.maria,
            at=world.later(),
        )
    )
    entry = Entry.objects.get(voice=world.noel.pk, area="halsa")
    noel = client_for(world, Actor(kind=ActorKind.FAMILY, person=world.noel.pk, party=world.noel.pk))
    assert reads(world, entry) == {"sara", "daniel", "bvc", "noel"}
    assert "alla dina vårdnadshavare" in noel.get(reverse("family_words_readers", args=[entry.pk])).content.decode()

    post(noel, "family_words_readers", entry.pk, readers=[str(world.sara.pk)])

    assert reads(world, entry) == {"sara", "bvc"}
    assert noel.get(reverse("family_words_readers", args=[entry.pk])).status_code == 404


def test_readers_of_an_answer_that_are_unticked_when_it_is_changed_read_it_no_more(world: World, words: Entry) -> None:
    choose(world, words, world.daniel.pk)
    sara = client_for(world, world.as_guardian(world.sara))

    post(sara, "family_question", words.container, works_hemmet="Lugnare kvällar.")

    newest = Entry.objects.get(owner=world.sara.pk, superseded_by=None, kind=Contribution.KIND)
    assert newest.pk != words.pk
    assert reads(world, newest) == reads(world, words) == {"sara", "bvc"}
