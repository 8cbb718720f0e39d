"""How long a session lasts, what ends it, and that everybody sees and ends their own (law.md 4.4, FAM-03)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from barnetsplan.access.sessions import SessionStore
from barnetsplan.accounts import agents
from barnetsplan.accounts.models import Account, Assignment, Session, SignIn
from barnetsplan.accounts.session import (
    WrongCapacity,
    begin_as_family,
    begin_as_staff,
    end_provider_session,
    prove_again,
)
from barnetsplan.accounts.signing import provider_session
from barnetsplan.domain.decisions import Refused
from barnetsplan.domain.vocabulary import ActorKind, SignInKind
from barnetsplan.people.models import Person
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.records.models import Entry
from tests.sign_in import proof_of
from tests.world import World, made

ENDED = "Du är utloggad"


@dataclass
class Clock:
    """One clock for requests and sessions, which a test moves on."""

    at: datetime

    def pass_by(self, **delta: float) -> None:
        self.at += timedelta(**delta)


@pytest.fixture
def clock(world: World, monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock(world.at)
    for room in ("access.middleware", "access.sessions"):
        monkeypatch.setattr(f"barnetsplan.{room}.timezone", SimpleNamespace(now=lambda: clock.at))
    return clock


def signed_in(actor: Actor, clock: Clock, agent: str = "") -> Client:
    session = SessionStore()
    if agent:
        session["agent"] = agent
    kind = SignInKind.EMPLOYEE if actor.kind is ActorKind.STAFF else SignInKind.CITIZEN
    sign_in = proof_of(actor.person_id, kind, at=clock.at)
    if actor.kind is ActorKind.STAFF:
        begin_as_staff(session, Assignment.objects.get(pk=made(actor.assignment)), sign_in=sign_in, at=clock.at)
    else:
        begin_as_family(session, Account.objects.get(person=actor.person), sign_in=sign_in, at=clock.at)
    session.save()
    client = Client()
    client.cookies[django_settings.SESSION_COOKIE_NAME] = made(session.session_key)
    return client


def is_in(client: Client, page: str) -> bool:
    return client.get(reverse(page)).status_code == 200


def test_the_lengths_are_those_of_the_baseline() -> None:
    agreed = current().signing_in

    assert (agreed.family_idle, agreed.family_in_all) == (15, 60)
    assert (agreed.staff_idle, agreed.staff_in_all) == (30, 8 * 60)
    assert agreed.fresh == 5


@pytest.mark.parametrize(("who", "page", "idle"), [("sara", "sessions", 15), ("maria", "sessions", 30)])
def test_a_session_left_alone_ends_and_one_that_is_used_goes_on(
    world: World, clock: Clock, who: str, page: str, idle: int
) -> None:
    actor = world.maria if who == "maria" else world.as_guardian(world.sara)
    client = signed_in(actor, clock)

    clock.pass_by(minutes=idle - 1)
    assert is_in(client, page)
    clock.pass_by(minutes=idle - 1)
    assert is_in(client, page), "it was used meanwhile"
    clock.pass_by(minutes=idle, seconds=1)
    assert not is_in(client, page)


@pytest.mark.parametrize(("who", "idle"), [("sara", 15), ("maria", 30)])
def test_an_open_page_that_nobody_is_at_keeps_no_session_alive(world: World, clock: Clock, who: str, idle: int) -> None:
    client = signed_in(world.maria if who == "maria" else world.as_guardian(world.sara), clock)

    clock.pass_by(minutes=idle - 1)
    asked = client.get(reverse("sessions"), headers={"X-Unattended": "yes"})
    clock.pass_by(minutes=1, seconds=1)

    assert asked.status_code == 200
    assert not is_in(client, "sessions")


def test_a_save_keeps_the_session_alive_whatever_it_says_of_itself(world: World, clock: Clock) -> None:
    client = signed_in(world.maria, clock)

    clock.pass_by(minutes=29)
    client.post(reverse("draft_save", args=["concern", world.noel.pk]), headers={"X-Unattended": "yes"})
    clock.pass_by(minutes=2)

    assert is_in(client, "sessions")


@pytest.mark.parametrize(("who", "minutes"), [("sara", 60), ("maria", 8 * 60)])
def test_a_session_ends_however_much_it_is_used(world: World, clock: Clock, who: str, minutes: int) -> None:
    actor = world.maria if who == "maria" else world.as_guardian(world.sara)
    client = signed_in(actor, clock)

    for _ in range(minutes // 10 - 1):
        clock.pass_by(minutes=10)
        assert is_in(client, "sessions")
    clock.pass_by(minutes=10, seconds=1)
    assert not is_in(client, "sessions")


def test_a_session_is_found_by_one_statement_and_pushed_forward_once_a_minute(world: World, clock: Clock) -> None:
    client = signed_in(world.maria, clock)

    def about_sessions() -> list[str]:
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("desk"))
        return [query["sql"].split()[0] for query in asked if "accounts_session" in query["sql"]]

    clock.pass_by(seconds=59)
    assert about_sessions() == ["SELECT"]
    clock.pass_by(seconds=2)
    assert about_sessions() == ["SELECT", "UPDATE"]
    assert about_sessions() == ["SELECT"]


def test_whoever_comes_back_too_late_is_told_and_led_back_to_the_page(world: World, clock: Clock) -> None:
    client = signed_in(world.as_guardian(world.sara), clock)
    clock.pass_by(minutes=16)

    answer = client.get(reverse("family_home"))

    assert answer.headers["Location"] == f"{reverse('session_ended')}?vidare=%2Fmin%2F"
    page = client.get(answer.headers["Location"]).content.decode()
    assert ENDED in page
    assert "/logga-in/?vidare=%2Fmin%2F" in page


def test_what_is_sent_too_late_is_not_saved_and_the_page_says_so(world: World, clock: Clock) -> None:
    client = signed_in(world.as_guardian(world.sara), clock)
    clock.pass_by(minutes=16)

    answer = client.post(reverse("family_words", args=[world.noel.pk]), {"words-text": "hej"}, follow=True)

    assert "Det är inte skickat än" in answer.content.decode()
    assert not Entry.objects.filter(author=world.sara).exists()


def test_a_session_that_has_ended_is_remembered_for_a_day_and_what_nobody_acted_by_is_not(
    world: World, clock: Clock
) -> None:
    signed_in(world.as_guardian(world.sara), clock)
    SessionStore().save()

    clock.pass_by(minutes=31)
    SessionStore.clear_expired()
    assert [row.person_id for row in Session.objects.all()] == [world.sara.pk]

    clock.pass_by(hours=24)
    SessionStore.clear_expired()
    assert not Session.objects.exists()


def test_somebody_who_never_signed_in_is_not_told_that_a_session_has_ended(world: World) -> None:
    assert Client().get(reverse("desk")).headers["Location"] == reverse("sign_in")


def test_idn_23_an_ended_assignment_ends_the_session_at_the_next_request(world: World, clock: Clock) -> None:
    client = signed_in(world.maria, clock)
    Assignment.objects.filter(pk=made(world.maria.assignment)).update(valid_until=clock.at + timedelta(minutes=1))
    clock.pass_by(minutes=1)

    assert not is_in(client, "desk")
    assert not Session.objects.filter(person=world.maria.person).exists()


def test_a_removed_account_ends_the_session_at_the_next_request(world: World, clock: Clock) -> None:
    client = signed_in(world.as_guardian(world.sara), clock)
    Account.objects.filter(person=world.sara).delete()

    assert not is_in(client, "sessions")
    assert not Session.objects.filter(person=world.sara).exists()


def test_signing_in_and_proving_again_give_the_session_a_new_key(world: World, clock: Clock) -> None:
    session = SessionStore()
    session.save()
    keys = [session.session_key]
    account = Account.objects.get(person=world.sara)

    begin_as_family(session, account, sign_in=proof_of(world.sara.pk, SignInKind.CITIZEN, at=clock.at), at=clock.at)
    session.save()
    keys.append(session.session_key)
    ends = session["ends"]
    clock.pass_by(minutes=10)
    fresh = proof_of(world.sara.pk, SignInKind.CITIZEN, at=clock.at)
    assert prove_again(session, fresh, at=clock.at) is None
    session.save()
    keys.append(session.session_key)

    assert len(set(keys)) == 3
    assert [SessionStore(key).load() != {} for key in keys] == [False, False, True]
    assert session["ends"] == ends, "a fresh proof makes no session longer"


def test_a_fresh_proof_must_be_of_the_same_person_in_the_same_way_and_no_weaker(world: World, clock: Clock) -> None:
    session = SessionStore()
    account, at = Account.objects.get(person=world.sara), clock.at
    begin_as_family(session, account, sign_in=proof_of(world.sara.pk, SignInKind.CITIZEN, at=at), at=at)

    for other in (
        proof_of(world.daniel.pk, SignInKind.CITIZEN, at=at),
        proof_of(world.sara.pk, SignInKind.EMPLOYEE, at=at),
        proof_of(world.sara.pk, SignInKind.CITIZEN, at=at, level=2),
        proof_of(world.sara.pk, SignInKind.CITIZEN, at=at + timedelta(minutes=1)),
    ):
        assert isinstance(prove_again(session, other, at=at), Refused)


def test_idn_02_no_citizens_proof_makes_a_professionals_session_nor_the_other_way(world: World) -> None:
    maria, at = world.maria.person_id, world.at
    assignment, account = Assignment.objects.get(person=maria), Account.objects.get(person=maria)

    with pytest.raises(WrongCapacity):
        begin_as_staff(SessionStore(), assignment, sign_in=proof_of(maria, SignInKind.CITIZEN, at=at), at=at)
    for kind in (SignInKind.EMPLOYEE, SignInKind.LOCAL):
        with pytest.raises(WrongCapacity):
            begin_as_family(SessionStore(), account, sign_in=proof_of(maria, kind, at=at), at=at)
    with pytest.raises(WrongCapacity):
        begin_as_staff(SessionStore(), assignment, sign_in=proof_of(world.sara.pk, SignInKind.EMPLOYEE, at=at), at=at)


def test_a_provider_that_ends_its_session_ends_ours_and_no_other(world: World, clock: Clock) -> None:
    name = provider_session("https://idp.example", "sid-1")
    session = SessionStore()
    session["provider_session"] = name.hex()
    account = Account.objects.get(person=world.sara)
    begin_as_family(session, account, sign_in=proof_of(world.sara.pk, SignInKind.CITIZEN, at=clock.at), at=clock.at)
    session.save()
    other = signed_in(world.as_guardian(world.sara), clock)

    assert end_provider_session(provider_session("https://idp.example", "sid-2")) == 0
    assert end_provider_session(name) == 1
    assert SessionStore(session.session_key).load() == {}
    assert is_in(other, "sessions")


# One's own sessions


def test_everybody_sees_own_sessions_with_this_one_first(world: World, clock: Clock) -> None:
    sara = world.as_guardian(world.sara)
    signed_in(sara, clock, "Firefox · Windows")
    clock.pass_by(minutes=1)
    here = signed_in(sara, clock, "Chrome · Android")
    signed_in(world.as_guardian(world.daniel), clock, "Safari · iPhone")

    page = here.get(reverse("sessions")).content.decode()

    assert page.index("Chrome · Android") < page.index("Här och nu") < page.index("Firefox · Windows")
    assert "Safari" not in page
    assert not [key for key in Session.objects.values_list("pk", flat=True) if key in page], "no key stands on it"


def test_one_may_end_one_and_all_others_but_not_somebody_elses(world: World, clock: Clock) -> None:
    sara = world.as_guardian(world.sara)
    here, phone, library = (signed_in(sara, clock, agent) for agent in ("Chrome", "Safari", "Firefox"))
    daniel = signed_in(world.as_guardian(world.daniel), clock)
    handle = _handle(daniel.get(reverse("sessions")).content.decode(), daniel, world, clock)

    here.post(reverse("session_end"), {"val": handle})
    assert is_in(daniel, "sessions"), "another's session is no one's to end"

    page = here.get(reverse("sessions")).content.decode()
    here.post(reverse("session_end"), {"val": _handle_beside("Safari", page)})
    assert [is_in(client, "sessions") for client in (here, phone, library)] == [True, False, True]

    here.post(reverse("session_end"), {})
    assert [is_in(client, "sessions") for client in (here, library, daniel)] == [True, False, True]


def _handle(_page: str, own: Client, world: World, clock: Clock) -> str:
    """The handle of Daniel's session, as another session of his own names it."""
    other = signed_in(world.as_guardian(world.daniel), clock)
    page = other.get(reverse("sessions")).content.decode()
    assert own is not other
    return page.split('name="val"')[1].split('value="')[1].split('"')[0]


def _handle_beside(agent: str, page: str) -> str:
    return page.split(agent)[1].split('value="')[1].split('"', maxsplit=1)[0]


def test_idn_02_the_sessions_of_the_other_capacity_are_not_shown_and_not_ended(world: World, clock: Clock) -> None:
    work = signed_in(world.maria, clock, "Edge · Windows")
    home = signed_in(world.as_guardian(_person(world)), clock, "Safari · iPhone")

    assert "Safari" not in work.get(reverse("sessions")).content.decode()
    work.post(reverse("session_end"), {})

    assert is_in(home, "sessions")


def _person(world: World) -> Person:
    return Account.objects.get(person=world.maria.person_id).person


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36", "Chrome · Android"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/130.0 Safari/537.36 Edg/130.0", "Edge · Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari · iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0", "Firefox · Linux"),
        ("curl/8", ""),
        ("", ""),
    ],
)
def test_the_browser_is_told_so_coarsely_that_nobody_can_be_followed_by_it(header: str, words: str) -> None:
    assert agents.words(header) == words


def test_the_store_of_the_settings_is_the_one_that_is_tested() -> None:
    assert import_module(django_settings.SESSION_ENGINE).SessionStore is SessionStore
    assert Session.get_session_store_class() is SessionStore
    assert SignIn._meta.get_field("acr").max_length == 120
