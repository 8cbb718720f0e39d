"""The board of a meeting, as the browser meets it: from an empty board to a version with the family."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from barnetsplan.domain.vocabulary import VersionState
from barnetsplan.meetings.board import NewLine, write_line
from barnetsplan.meetings.models import BoardLine
from barnetsplan.meetings.tests.test_calling import same_as_unknown
from barnetsplan.plans.models import Version
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.records.kinds import Action, Dissent, Goal
from barnetsplan.records.queries import open_visible
from tests.sign_in import client_for
from tests.world import World, meeting_called

pytestmark = pytest.mark.django_db


def open_board(client: Client, world: World) -> str:
    return client.get(reverse("meeting_lead", args=[world.meeting.pk])).content.decode()


def add(client: Client, world: World, part: str, **fields: Any) -> Any:
    token = fields.pop("token", str(uuid4()))
    content = {f"{part}-{name}": value for name, value in fields.items()}
    url = reverse("meeting_lead", args=[world.meeting.pk])
    return client.post(url, {"do": part, f"{part}-token": token, **content})


def end_meeting(client: Client, world: World, **fields: Any) -> Any:
    content = {
        "token": str(uuid4()),
        "decision": "yes",
        "follow_up_on": "2030-06-14",
        "came": [str(world.sara.pk), str(world.preschool.pk)],
        "note": "",
        "why_no_words": "Noel ville inte säga något i dag.",
        **fields,
    }
    return client.post(reverse("meeting_finish", args=[world.meeting.pk]), content)


def _write_plan(client: Client, world: World) -> None:
    """One goal, two actions, contacts, own words, and one dissent: everything through the forms."""
    add(client, world, "mal", text="Noel känner sig trygg vid lämning.", area="relationer")
    goal = BoardLine.objects.get(meeting=world.meeting, kind="goal")
    first = str(uuid4())
    add(
        client,
        world,
        "insats",
        token=first,
        text="Bildschema",
        responsible=str(world.preschool.pk),
        when="varje dag",
        goal=str(goal.pk),
    )
    add(
        client, world, "insats", text="Familjestöd", responsible=str(world.social.pk), when="tisdagar", support="family"
    )
    for unit, name in ((world.preschool, "Linda Ahl"), (world.social, "Leila Holm")):
        add(client, world, f"kontakt-{unit.pk.hex}", name=name, phone="0478-000 10")
    add(client, world, "ord", voice=str(world.noel.pk), text="Jag vill ha min bok med.")
    add(client, world, "ord", voice=str(world.sara.pk), text="Vi hoppas på lugnare morgnar.")
    add(client, world, "olika", voice=str(world.daniel.pk), about=first, text="En bok räcker.")


def test_chair_may_write_the_plan_and_it_goes_to_the_family_first(world: World) -> None:
    meeting_called(world)
    client = client_for(world, world.maria)
    assert "Inget står här än." in open_board(client, world)
    _write_plan(client, world)
    board = open_board(client, world)

    answer = end_meeting(client, world, note="Samtalet var lugnt.")

    for words in ("Bildschema", "Familjestöd", "Jag vill ha min bok med.", "En bok räcker.", "Linda Ahl"):
        assert words in board
    assert answer.headers["Location"] == reverse("plan", args=[world.plan.pk])
    version = Version.objects.get(plan=world.plan)
    assert version.state == VersionState.WITH_FAMILY
    assert version.follow_up_on.isoformat() == "2030-06-14"
    kinds = sorted(version.items.values_list("entry__kind", flat=True))
    assert kinds == ["action", "action", "contact", "contact", "dissent", "goal", "own_words", "own_words"]
    assert not BoardLine.objects.exists()
    at = world.later(days=120)
    seen = {
        who: {e.kind for e in open_visible(who, child=world.noel, at=at)} for who in (world.sara.pk, world.social.pk)
    }
    assert {"action", "meeting_note", "dissent"} <= seen[world.sara.pk]
    # Until the family has read it, each service reads what it is to do itself and nothing else.
    own = [e.payload for e in open_visible(world.social.pk, child=world.noel, at=at) if isinstance(e.payload, Action)]
    assert [action.text for action in own] == ["Familjestöd"]
    assert seen[world.social.pk] == {"invitation", "action"}
    assert world.meeting.invitees.get(party=world.preschool.pk).came is True
    assert world.meeting.invitees.get(party=world.social.pk).came is False


def test_dissent_points_to_its_action_and_the_action_to_its_goal(world: World) -> None:
    meeting_called(world)
    client = client_for(world, world.maria)
    _write_plan(client, world)

    end_meeting(client, world)

    entries = open_visible(world.sara.pk, child=world.noel, at=world.later(days=120))
    goal = next(entry for entry in entries if entry.kind == "goal")
    dissent = next(entry.payload for entry in entries if isinstance(entry.payload, Dissent))
    action = next(e for e in entries if isinstance(e.payload, Action) and e.payload.text == "Bildschema")
    assert isinstance(action.payload, Action)
    assert dissent.about == str(action.id)
    assert action.payload.goal == str(goal.id)
    assert action.area == "relationer"


def test_plan_with_two_actions_has_no_more_required_fields_than_its_budget(world: World) -> None:
    meeting_called(world)
    client = client_for(world, world.maria)
    shown = client.get(reverse("meeting_lead", args=[world.meeting.pk])).context
    end = client.get(reverse("meeting_finish", args=[world.meeting.pk])).context["form"]
    contact = shown["services"][0][1]

    needed = (
        shown["goal_form"].required_count
        + 2 * shown["action_form"].required_count
        + 2 * contact.required_count
        + end.required_count
    )

    assert needed <= current().budgets.plan_with_two_actions


@pytest.mark.parametrize(
    ("part", "fields", "sentence", "kept"),
    [
        ("mal", {"text": ""}, "Skriv något här.", ""),
        ("mal", {"text": "Trygg.", "area": "rymden"}, "Välj ett av alternativen.", "Trygg."),
        ("insats", {"text": "Bildschema", "when": "varje dag"}, "Välj ett alternativ.", "Bildschema"),
        (
            "insats",
            {"text": "Bildschema", "when": "varje dag", "due_on": "2020-01-01"},
            "Dagen har redan varit.",
            "Bildschema",
        ),
        ("ord", {"text": "Hej"}, "Välj ett alternativ.", "Hej"),
        ("olika", {"text": "Nej", "about": str(uuid4())}, "Välj ett av alternativen.", "Nej"),
        ("olika", {"text": "ordlös " * 11_500}, "Texten är för lång", "ordlös"),
    ],
)
def test_bad_line_gets_a_sentence_and_keeps_what_was_typed(
    world: World, part: str, fields: dict[str, str], sentence: str, kept: str
) -> None:
    meeting_called(world)

    page = add(client_for(world, world.maria), world, part, **fields)

    assert page.status_code == 200
    assert sentence in page.content.decode()
    assert kept in page.content.decode()
    assert not BoardLine.objects.exists()


def test_unit_that_is_not_called_may_not_be_made_responsible(world: World) -> None:
    meeting_called(world)

    page = add(client_for(world, world.maria), world, "insats", text="X", when="nu", responsible=str(world.school.pk))

    assert "Välj ett av alternativen." in page.content.decode()
    assert not BoardLine.objects.exists()


def test_line_sent_twice_stands_once(world: World) -> None:
    meeting_called(world)
    client, token = client_for(world, world.maria), str(uuid4())

    answers = [add(client, world, "mal", token=token, text="Trygg lämning.") for _ in range(2)]

    assert {answer.headers["Location"] for answer in answers} == {
        f"{reverse('meeting_lead', args=[world.meeting.pk])}#mal"
    }
    assert BoardLine.objects.count() == 1


def test_line_with_somebody_elses_id_is_not_written(world: World) -> None:
    meeting_called(world)

    page = add(client_for(world, world.maria), world, "mal", token=str(world.concern.pk), text="Trygg lämning.")

    assert page.status_code == 200
    assert "Trygg lämning." in page.content.decode()
    assert not BoardLine.objects.exists()


def test_two_who_write_at_the_same_moment_lose_no_line(world: World) -> None:
    meeting_called(world)
    one, other = client_for(world, world.maria), client_for(world, world.maria)
    both = [(one, "Mål ett"), (other, "Mål två")]

    for client, text in both:
        open_board(client, world)
        add(client, world, "mal", text=text)

    assert all(text in open_board(one, world) for _client, text in both)


def test_chair_may_take_a_line_off_and_a_dissent_goes_with_its_action(world: World) -> None:
    meeting_called(world)
    client = client_for(world, world.maria)
    _write_plan(client, world)
    url = reverse("meeting_lead", args=[world.meeting.pk])
    about = BoardLine.objects.get(kind="dissent").about
    goal = BoardLine.objects.get(kind="goal")

    for line in (about, goal.pk, uuid4(), "strunt"):
        answer = client.post(url, {"do": "bort", "rad": str(line), "till": "insatser"})
        assert answer.headers["Location"] == f"{url}#insatser"

    assert sorted(BoardLine.objects.values_list("kind", flat=True)) == [
        "action",
        "contact",
        "contact",
        "own_words",
        "own_words",
    ]


@pytest.mark.parametrize("name", ["meeting_lead", "meeting_finish"])
@pytest.mark.parametrize("who", ["linda", "leila", "stranger", "sara"])
def test_others_may_not_lead(world: World, name: str, who: str) -> None:
    meeting_called(world)
    person = getattr(world, who)
    actor = person if isinstance(person, Actor) else world.as_guardian(person)

    same_as_unknown(client_for(world, actor), name, world.meeting.pk)


def test_board_wears_the_familys_dress(world: World) -> None:
    meeting_called(world)
    client = client_for(world, world.maria)
    client_for(world, world.linda).post(reverse("meeting_reply", args=[world.meeting.pk]), {"reply": "not_coming"})
    _write_plan(client, world)

    board = open_board(client, world)

    main = board[board.index("<main") :]
    for harsh in ("Far ett barn illa", "harm", "tag late", "Kommer inte", "box warning"):
        assert harsh not in main
    assert 'class="harm-link"' not in board
    assert "<title>" in board
    assert "Noel" not in board[board.index("<title>") : board.index("</title>")]
    assert "Till dig som leder" not in board


def test_board_shows_only_what_of_the_child_all_called_may_read(world: World) -> None:
    meeting_called(world)

    board = open_board(client_for(world, world.maria), world)

    assert "Jag leker med Ali." not in board
    assert "Lugna kvällar." not in board


def test_line_of_another_meeting_is_refused_by_the_action(world: World) -> None:
    meeting_called(world)
    line = NewLine(id=world.concern.pk, payload=Goal(text="Trygg."))

    assert not isinstance(write_line(meeting=world.meeting, line=line, by=world.maria, at=world.later()), BoardLine)
