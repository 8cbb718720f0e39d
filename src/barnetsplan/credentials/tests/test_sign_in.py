"""Signing in by password and code: once each, the same answer to every fault, and nobody locked out by a stranger."""

import re
from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.test import Client
from django.urls import reverse

from barnetsplan.accounts.models import SignIn
from barnetsplan.credentials import attempts
from barnetsplan.credentials.models import Attempt, LocalAccount
from barnetsplan.credentials.tests.company import Club, club, is_in, read, set_up
from barnetsplan.domain.vocabulary import SignInKind
from tests.world import World

PAGE = "/logga-in/konto/"
STRANGER, OWNER = "198.51.100.7", "203.0.113.9"


@pytest.fixture
def one(world: World, monkeypatch: pytest.MonkeyPatch) -> Club:
    return set_up(club(world, monkeypatch))


def send(client: Client, typed: dict[str, str], address: str = OWNER) -> str:
    """What the page says to what was typed."""
    answer = client.post(PAGE, typed, REMOTE_ADDR=address, follow=True)
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"|nonce="[^"]*"', "", answer.content.decode())


def test_idn_20_a_password_and_a_code_begin_a_session_at_the_level_of_the_organisation(one: Club) -> None:
    client = Client()
    send(client, one.typed())

    assert is_in(client, one.leader)
    proof = SignIn.objects.get(person=one.leader.person)
    assert (proof.kind, proof.way, proof.level) == (SignInKind.LOCAL, "totp", 2)


def test_idn_20_where_the_operator_lists_the_organisation_the_level_is_the_third(one: Club, settings: object) -> None:
    settings.LOCAL_LEVEL_3 = frozenset({one.account.organisation.code})  # type: ignore[attr-defined]
    send(Client(), one.typed())

    assert SignIn.objects.get(person=one.leader.person).level == 3


def test_idn_02_an_account_opens_the_organisation_that_made_it_and_no_other(one: Club) -> None:
    """The leader also keeps a register in the municipality: its directory proves that, and not the association."""
    client = Client()
    send(client, one.typed())

    assert client.session["assignment"] == str(one.leader.assignment)


def test_a_code_is_used_once(one: Club) -> None:
    at = one.at
    send(Client(), one.typed(at))
    second, earlier = Client(), Client()
    send(second, one.typed(at))
    send(earlier, one.typed(at - timedelta(seconds=30)))

    assert not is_in(second, one.leader)
    assert not is_in(earlier, one.leader), "A code from before the one that was used."


def test_a_recovery_code_stands_in_for_the_app_once(one: Club) -> None:
    typed = one.typed(code=one.codes[3].lower().replace("-", " "))
    first, again = Client(), Client()
    send(first, typed)
    send(again, typed)

    assert is_in(first, one.leader)
    assert not is_in(again, one.leader)
    assert SignIn.objects.get(person=one.leader.person).way == "recovery"


def test_a_recovery_code_opens_nothing_without_the_password(one: Club) -> None:
    client = Client()
    send(client, one.typed(code=one.codes[0], password="fel lösenord här"))

    assert not is_in(client, one.leader)
    send(client, one.typed(code=one.codes[0]))
    assert is_in(client, one.leader), "And it is not used up by whoever has no password."


def test_every_fault_gets_the_same_answer(one: Club) -> None:
    at, faults = one.at, {}
    for what, other in {
        "no such account": {"name": "ek-and-0000"},
        "wrong password": {"password": "inte rätt alls"},
        "wrong code": {"code": "000000"},
        "no code": {"code": "ingen kod alls"},
        "endless password": {"password": "å" * 5000},
    }.items():
        typed = one.typed(at, **other)
        faults[what] = send(Client(), typed)
        for value in typed.values():
            faults[what] = faults[what].replace(value, "")
    LocalAccount.objects.update(ended_at=at)
    typed = one.typed(at)
    faults["ended account"] = send(Client(), typed)
    for value in typed.values():
        faults["ended account"] = faults["ended account"].replace(value, "")

    assert len(set(faults.values())) == 1, [what for what in faults if faults[what] != faults["wrong code"]]
    assert "Det gick inte att logga in." in faults["wrong code"]


def test_as_much_is_hashed_for_an_account_that_is_not_there(one: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    """The time that an answer takes is that of one Argon2id, whether there is such an account or not."""
    checked: list[str] = []

    def counted(password: str, encoded: str) -> bool:
        checked.append(encoded[:20])
        return check_password(password, encoded)

    monkeypatch.setattr("barnetsplan.credentials.proving.check_password", counted)
    for name in ("ek-and-0000", one.name):
        send(Client(), one.typed(name=name, password="inte rätt alls"))

    assert checked == ["argon2$argon2id$v=19", "argon2$argon2id$v=19"]
    assert one.account.password.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")


def guess(one: Club, times: int, *, address: str = STRANGER) -> None:
    """A stranger who knows the name of the account tries."""
    for number in range(times):
        send(Client(), one.typed(password=f"gissning nummer {number}"), address)


def test_a_stranger_cannot_lock_somebody_out(one: Club) -> None:
    guess(one, attempts.MOST_OF_ONE + 3)
    client = Client()
    send(client, one.typed())

    assert is_in(client, one.leader)


def test_a_stranger_is_stopped_even_with_the_right_words(one: Club) -> None:
    guess(one, attempts.MOST_OF_ONE)
    client = Client()
    said = send(client, one.typed(), STRANGER)

    assert not is_in(client, one.leader)
    assert "Det gick inte att logga in." in said
    assert LocalAccount.objects.get(pk=one.account.pk).totp_step < int(one.at.timestamp()) // 30


def test_who_tries_many_accounts_from_one_address_is_stopped(one: Club) -> None:
    for number in range(attempts.MOST_OF_PLACE):
        send(Client(), one.typed(name=f"ek-and-{number}"), STRANGER)
    client = Client()
    send(client, one.typed(), STRANGER)

    assert not is_in(client, one.leader)


def test_a_known_device_is_not_stopped_by_what_others_do_at_the_same_address(one: Club) -> None:
    client = Client()
    send(client, one.typed(), STRANGER)
    client.post(reverse("sign_out"))
    guess(one, attempts.MOST_OF_PLACE + 1)
    send(client, one.typed(code=one.codes[0]), STRANGER)

    assert is_in(client, one.leader)
    cookie = client.cookies[settings.DEVICE_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_a_known_device_may_not_guess_for_ever_either(one: Club) -> None:
    client = Client()
    send(client, one.typed())
    client.post(reverse("sign_out"))
    for number in range(attempts.MOST_OF_ONE):
        send(client, one.typed(password=f"gissning nummer {number}"))
    send(client, one.typed(code=one.codes[0]))

    assert not is_in(client, one.leader)


def test_after_a_quarter_of_an_hour_one_may_try_again(one: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    guess(one, attempts.MOST_OF_ONE + 1)
    later: datetime = one.at + timedelta(minutes=16)
    read(monkeypatch, later)
    client = Client()
    send(client, one.typed(later), STRANGER)

    assert is_in(client, one.leader)


def test_no_address_and_no_name_stands_among_the_tries_and_they_are_forgotten(one: Club) -> None:
    guess(one, 2)
    stored = b"".join(bytes(row.who) + bytes(row.place) for row in Attempt.objects.all())

    assert one.name.encode() not in stored
    assert STRANGER.encode() not in stored
    assert attempts.may_try(attempts.trying("", OWNER), at=one.at + timedelta(days=2))
    assert Attempt.objects.count() == 1


def test_a_subscriber_has_one_address_of_the_new_kind_and_not_as_many_as_there_are() -> None:
    one, other, third = (attempts.trying("a", each).place for each in ("2001:db8::1", "2001:db8::2", "2001:db8:0:1::1"))

    assert one == other != third
    assert attempts.trying("a", "not an address").place == attempts.trying("a", "nor this").place


def test_behind_a_proxy_only_what_the_proxy_added_is_believed(one: Club, settings: object) -> None:
    settings.BEHIND_PROXY = True  # type: ignore[attr-defined]
    client = Client()
    for number in range(attempts.MOST_OF_ONE):
        Client().post(
            PAGE,
            one.typed(password=f"{number} fel fel"),
            HTTP_X_FORWARDED_FOR=f"10.0.0.{number}, {STRANGER}",
        )
    client.post(PAGE, one.typed(), HTTP_X_FORWARDED_FOR=f"10.9.9.9, {STRANGER}")

    assert not is_in(client, one.leader), "The first addresses are the visitor's own words."
