"""The one door: what it opens, what it answers when it does not, and what it writes down either way."""

import json
import re
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from barnetsplan.access.tests import addresses as at
from barnetsplan.audit.models import AuditEvent
from barnetsplan.vault.models import Key
from tests.no_log import no_room_in_the_log
from tests.sign_in import client_for
from tests.world import World


@pytest.fixture(autouse=True)
def letters(settings: Any) -> None:
    settings.ROOT_URLCONF = "barnetsplan.access.tests.addresses"
    at.ASKED.clear()


@pytest.fixture
def maria(world: World) -> Client:
    return client_for(world, world.maria)


@pytest.fixture
def linda(world: World) -> Client:
    return client_for(world, world.linda)


def body_of(response: Any) -> str:
    """The page without what is new in every answer: the nonce of the script and the masked form token."""
    return re.sub(r'(nonce=|X-CSRFToken": |csrfmiddlewaretoken" value=)"[^"]*"', "", response.content.decode())


def events() -> list[AuditEvent]:
    return list(AuditEvent.objects.order_by("at", "pk"))


def told(event: AuditEvent) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(bytes(event.canonical))
    return content


def test_a_permitted_page_is_opened_with_one_event(world: World, maria: Client) -> None:
    response = maria.get(f"/brev/{at.THERE}/")

    assert response.status_code == 200
    assert f"Brevet {at.THERE}" in response.content.decode()
    [event] = events()
    assert (event.act, event.permitted, event.child, event.thing) == ("case:write_analysis", True, at.CHILD, at.THERE)
    assert (event.person, event.party) == (world.maria.person, world.bvc.pk)
    assert told(event)["code"] == "bba_analyses"
    assert told(event)["entries"] == [str(at.ENTRY)]


def test_absent_and_refused_answer_alike(linda: Client) -> None:
    refused, absent = linda.get(f"/brev/{at.THERE}/"), linda.get(f"/brev/{at.ABSENT}/")

    assert (refused.status_code, absent.status_code) == (404, 404)
    assert body_of(refused).replace(str(at.THERE), "") == body_of(absent).replace(str(at.ABSENT), "")
    assert set(refused.headers) == set(absent.headers)
    assert at.ASKED.count("card") == 0


def test_absent_and_refused_answer_alike_to_a_write(linda: Client) -> None:
    refused, absent = (linda.post(f"/brev/{key}/", {"text": "x"}) for key in (at.THERE, at.ABSENT))

    assert (refused.status_code, absent.status_code) == (404, 404)
    assert body_of(refused) == body_of(absent)
    assert "write" not in at.ASKED


def test_a_refusal_is_recorded_and_so_is_a_question_for_nothing(linda: Client) -> None:
    linda.get(f"/brev/{at.THERE}/")
    linda.get(f"/brev/{at.ABSENT}/")

    assert [(e.permitted, e.thing, e.child, told(e)["code"]) for e in events()] == [
        (False, at.THERE, at.CHILD, "no_relation"),
        (False, at.ABSENT, None, "not_found"),
    ]
    assert [told(e)["entries"] for e in events()] == [[], []]


def test_a_refusal_inside_a_transaction_of_the_view_is_recorded(linda: Client) -> None:
    response = linda.get(f"/brev-inne/{at.THERE}/")

    assert response.status_code == 404
    assert [e.permitted for e in events()] == [False]


@pytest.mark.parametrize(
    ("key", "words", "code"),
    [
        (at.CLOSED, "Det här är redan avslutat", "wrong_state"),
        (at.ONCE, "Det här delas inte längre med er", "no_longer_shared"),
        (at.ROLE, "Det här gör den som är Barnens bästa-ansvarig", "role_may_not"),
    ],
)
def test_one_who_knows_the_thing_is_told_why_not(maria: Client, key: UUID, words: str, code: str) -> None:
    response = maria.get(f"/brev/{key}/")

    assert response.status_code == 403
    assert words in response.content.decode()
    assert f"Brevet {key}" not in response.content.decode()
    assert [told(e)["code"] for e in events()] == [code]


def test_nobody_is_sent_to_sign_in_whether_the_thing_is_there_or_not(db: None) -> None:
    there, absent = Client().get(f"/brev/{at.THERE}/"), Client().get(f"/brev/{at.ABSENT}/")

    assert (there.status_code, there.url) == (absent.status_code, absent.url) == (302, "/logga-in/")  # type: ignore[attr-defined]
    assert {e.permitted for e in events()} == {False}


def test_a_write_locks_the_child_and_decides_on_fresh_facts(maria: Client) -> None:
    response = maria.post(f"/brev/{at.THERE}/", {"text": "Ny rad"})

    assert response.status_code == 302
    assert at.ASKED == ["find", "facts", "card", "find", "lock", "find", "facts", "write"]
    [event] = events()
    assert (event.act, event.permitted, event.child, event.thing) == ("case:write_analysis", True, at.CHILD, at.THERE)
    assert Key.objects.filter(master="of-a-test").count() == 1


def test_an_action_that_refuses_leaves_its_refusal_and_nothing_else(maria: Client) -> None:
    response = maria.post(f"/brev/{at.REFUSING}/", {"text": "Ny rad"})

    assert response.status_code == 200
    assert not Key.objects.filter(master="of-a-test").exists()
    assert {(e.permitted, told(e)["code"]) for e in events()} == {(False, "nothing_written"), (True, "bba_analyses")}
    assert len(events()) == 2


def test_an_id_that_is_taken_is_a_refusal_and_leaves_nothing_else(maria: Client) -> None:
    response = maria.post(f"/brev/{at.TAKEN}/", {"text": "Ny rad"})

    assert response.status_code == 200
    assert not Key.objects.filter(master="of-a-test").exists()
    assert {(e.permitted, told(e)["code"]) for e in events()} == {(False, "id_taken"), (True, "bba_analyses")}


def test_what_is_about_no_child_is_written_without_a_lock(maria: Client) -> None:
    response = maria.post(f"/brev/{at.NO_CHILDS}/", {"text": "Ny rad"})

    assert response.status_code == 302
    assert "lock" not in at.ASKED
    assert [(e.permitted, e.child) for e in events()] == [(True, None)]


def test_what_begins_and_what_could_not_begin_are_recorded(maria: Client) -> None:
    maria.post("/nytt/")

    assert {(e.permitted, e.child, e.thing, told(e)["code"]) for e in events()} == {
        (True, at.CHILD, at.THERE, "begun"),
        (False, None, None, "unknown_child"),
    }


def test_a_posted_page_that_is_shown_again_was_opened(maria: Client) -> None:
    """Otherwise a form with a fault would be a way to read unseen."""
    response = maria.post(f"/brev/{at.THERE}/", {"text": ""})

    assert response.status_code == 200
    assert [(e.permitted, told(e)["entries"]) for e in events()] == [(True, [str(at.ENTRY)])]


def test_a_thing_that_is_gone_when_its_child_is_locked_is_absent(
    maria: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = uuid4()
    monkeypatch.setitem(at.LETTERS, key, at.Letter(key, at.BBA, "gathering"))
    monkeypatch.setattr("barnetsplan.access.tests.addresses.ASKED", _LosesAtLock(key))

    response = maria.post(f"/brev/{key}/", {"text": "Ny rad"})

    assert response.status_code == 404
    assert [told(e)["code"] for e in events()] == ["not_found"]


class _LosesAtLock(list[str]):
    """Loses a letter in the moment when its child is locked, as a withdrawal just before would."""

    def __init__(self, key: UUID) -> None:
        super().__init__()
        self.key = key

    def append(self, what: str) -> None:
        if what == "lock":
            at.LETTERS.pop(self.key, None)


def test_what_cannot_be_recorded_is_not_handed_out(maria: Client) -> None:
    with no_room_in_the_log(), pytest.raises(DatabaseError), transaction.atomic():
        maria.get(f"/brev/{at.THERE}/")


def test_what_cannot_be_recorded_is_not_written(maria: Client) -> None:
    with no_room_in_the_log(), pytest.raises(DatabaseError), transaction.atomic():
        maria.post(f"/brev/{at.THERE}/", {"text": "Ny rad"})

    assert not Key.objects.filter(master="of-a-test").exists()


def test_a_page_about_no_thing_lets_its_kind_in_and_no_other(world: World, maria: Client) -> None:
    sara = client_for(world, world.as_guardian(world.sara))

    assert (maria.get("/skrivbord/").status_code, sara.get("/skrivbord/").status_code) == (200, 404)
    assert [(e.act, e.permitted, told(e)["code"]) for e in events()] == [
        ("desk:open", True, "list"),
        ("desk:open", False, "no_relation"),
    ]


def test_a_view_that_declares_nothing_answers_404_and_never_runs(maria: Client) -> None:
    response = maria.get("/glomd/")

    assert response.status_code == 404
    assert body_of(response).replace("/glomd/", "") == body_of(maria.get("/finns-inte/")).replace("/finns-inte/", "")


def test_in_development_a_view_that_declares_nothing_is_named(maria: Client, settings: Any) -> None:
    settings.DEBUG = True

    with pytest.raises(Exception, match=r"addresses\.undeclared declares no act"):
        maria.get("/glomd/")
