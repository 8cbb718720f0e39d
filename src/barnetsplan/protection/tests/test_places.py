"""Where somebody is reaches nobody outside the protection circle: no name, no number, no place, on no page."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from barnetsplan.accounts.models import Account
from barnetsplan.coordination.guarding import hide_whereabouts
from barnetsplan.domain.protection import Protection
from barnetsplan.domain.vocabulary import ActorKind, WhereaboutsGround
from barnetsplan.people.actions import set_protection
from barnetsplan.people.relating import NewHiding
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.protection.functions import functions_of
from barnetsplan.records.actions import NewEntry, write_entry
from barnetsplan.records.kinds import Action, Contact, Goal, Invitation, Payload, without_place
from barnetsplan.records.queries import open_visible
from tests.protected import PLACES, ProtectedWorld, crawl
from tests.sign_in import client_for
from tests.world import made

#: A professional's name can be looked up, and leads to where they work.
STAFF = ("Linda Ahl", "Maria Sand", "Leila Holm")
CANARIES = [*PLACES.values(), "anarie", *STAFF]


def found_in(pages: Any) -> dict[str, list[str]]:
    seen = {way: [word for word in CANARIES if word in text] for way, text in pages.items()}
    return {way: words for way, words in seen.items() if words}


def child_of(world: ProtectedWorld) -> Actor:
    Account.objects.get_or_create(person=world.noel.person)
    return Actor(kind=ActorKind.FAMILY, person=world.noel.pk, party=world.noel.pk)


@pytest.fixture
def story(told_of_places: ProtectedWorld) -> ProtectedWorld:
    return told_of_places


@pytest.mark.parametrize("who", ["sara", "daniel", "noel"])
@pytest.mark.parametrize("protection", [Protection.PLACE, Protection.NAMED])
def test_prot_02_no_page_of_the_family_tells_a_place(story: ProtectedWorld, who: str, protection: Protection) -> None:
    """Guardians included, and the child, whose phone somebody else may hold (abuse cases 1, 2, 33; A9)."""
    actor = child_of(story) if who == "noel" else story.as_guardian(getattr(story, who))
    client = client_for(story, actor)
    begin = reverse("family_plan", args=[story.noel.pk])
    assert found_in(crawl(client, begin)), "without protection the words stand there, or nothing is tested"

    story.protected(protection)
    pages = crawl(client, begin)

    assert len(pages) > 8
    assert found_in(pages) == {}


def test_prot_02_the_family_reads_functions_and_one_number(story: ProtectedWorld) -> None:
    story.protected()
    client = client_for(story, story.as_guardian(story.sara))
    page = client.get(reverse("family_contacts", args=[story.noel.pk])).content.decode()

    contact = current().protected_contact
    assert contact.label in page
    assert contact.phone in page
    assert "Kontaktperson (förskolan)" in page
    assert "Kontaktperson (BVC)" in page


def test_prot_02_the_log_names_no_professional(story: ProtectedWorld) -> None:
    client = client_for(story, story.maria)
    client.get(reverse("plan", args=[story.plan.pk]))
    log = reverse("family_log", args=[story.noel.pk])
    family = client_for(story, story.as_guardian(story.sara))
    assert "Maria Sand" in family.get(log).content.decode()

    story.protected()
    page = family.get(log).content.decode()
    assert "Maria Sand" not in page
    assert "En medarbetare" in page


def test_prot_01_a_professional_who_is_protected_has_no_name_in_the_log(story: ProtectedWorld) -> None:
    """Stockholm: a page gave away teachers with protected identity."""
    client_for(story, story.maria).get(reverse("plan", args=[story.plan.pk]))
    set_protection(person=story.maria.person_id, protection=Protection.MARKED)
    page = client_for(story, story.as_guardian(story.sara)).get(reverse("family_log", args=[story.noel.pk]))

    assert "Maria Sand" not in page.content.decode()
    assert "En medarbetare" in page.content.decode()


@pytest.mark.parametrize(
    ("payload", "kept"),
    [
        (Invitation(when="i dag", question="?", where="Här"), Invitation(when="i dag", question="?")),
        (Invitation(when="i dag", question="?"), Invitation(when="i dag", question="?")),
        (Contact(name="Linda", role="rektor", phone="0478"), Contact(name="Kontaktperson")),
        (Action(text="Stöd", when="nu", person="Linda"), Action(text="Stöd", when="nu")),
        (Goal(text="Trygg"), Goal(text="Trygg")),
    ],
)
def test_prot_02_what_tells_a_place_is_left_out_and_the_rest_is_not(payload: Payload, kept: Payload) -> None:
    assert without_place(payload) == kept


def _write(world: ProtectedWorld) -> UUID:
    entry = write_entry(
        NewEntry(
            id=uuid4(),
            payload=Contact(name="Linda", role="rektor", phone="0478"),
            child=world.noel.pk,
            owner=world.bvc.pk,
            author=world.maria.person_id,
            voice=world.bvc.pk,
            section="25:1",
            at=world.later(),
        ),
    )
    return entry.pk


def test_prot_02_a_place_is_not_stored_for_a_protected_child(story: ProtectedWorld) -> None:
    before = _write(story)
    story.protected(Protection.PLACE)
    after = _write(story)

    seen = {e.id: e.payload for e in open_visible(story.bvc.pk, child=story.noel, at=story.at, kinds=["contact"])}
    assert seen[before] == Contact(name="Linda", role="rektor", phone="0478"), "the unit reads its own older words"
    assert seen[after] == Contact(name="Kontaktperson"), "and stores none any more"


def test_prot_02_the_call_to_a_meeting_has_no_place_and_says_why(story: ProtectedWorld) -> None:
    url = reverse("meeting_call", args=[story.case.pk])
    asks = 'name="where"'
    client = client_for(story, story.maria)
    story.protected(by=story.maria)
    page = client.get(url).content.decode()

    assert asks not in page
    if "Skicka kallelsen" in page:
        assert "Platsen skrivs inte här" in page


def test_prot_02_functions_are_numbered_only_where_two_are_alike() -> None:
    one, two, three, unknown = (UUID(int=number) for number in range(1, 5))
    named = functions_of({two: "school", one: "school", three: "preschool", unknown: "no such sector"})

    assert {key: each.name for key, each in named.items()} == {
        one: "Kontaktperson 1 (skolan)",
        two: "Kontaktperson 2 (skolan)",
        three: "Kontaktperson (förskolan)",
        unknown: "Kontaktperson (en verksamhet)",
    }
    assert [named[key].short for key in (one, three)] == ["skolan 1", "förskolan"]


def _decision(world: ProtectedWorld) -> NewHiding:
    return NewHiding(
        id=uuid4(),
        child=world.noel,
        hidden_from=world.daniel.pk,
        ground=WhereaboutsGround.LVU,
        reason="Beslut enligt LVU 14 §.",
        by=world.leila,
        at=world.later(),
    )


def test_fam_07_the_place_is_kept_from_every_guardian_of_a_child_in_care(story: ProtectedWorld) -> None:
    """OSL 26:2: whereabouts under LVU or in protected housing can be secret for a guardian."""
    made(hide_whereabouts(_decision(story)))
    for person in (story.sara, story.daniel):
        client = client_for(story, story.as_guardian(person))
        assert found_in(crawl(client, reverse("family_plan", args=[story.noel.pk]))) == {}
    plan = client_for(story, story.maria).get(reverse("plan", args=[story.plan.pk])).content.decode()
    assert "anarie" in plan, "those who help read on"
