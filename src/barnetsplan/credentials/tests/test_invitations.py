"""How an account comes to be, is made anew, and ends: by whoever answers for it in the organisation, never by e-mail."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from barnetsplan.accounts.models import Assignment
from barnetsplan.credentials import actions, totp, waiting
from barnetsplan.credentials.models import Invitation, LocalAccount, RecoveryCode
from barnetsplan.credentials.tests.company import PASSWORD, SECRET, Club, club, invited, is_in, read, set_up
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.periods import local_date
from tests.cast import World, made
from tests.sign_in import client_for


@pytest.fixture
def one(world: World, monkeypatch: pytest.MonkeyPatch) -> Club:
    return club(world, monkeypatch)


def make_account(code: str, one: Club) -> tuple[Client, str]:
    """Go the whole way from the code on the paper; returns what the last page said."""
    client = Client()
    client.post(reverse("local_invited"), {"code": code})
    opened = waiting.opened(client.session, at=one.at)
    if opened is None:
        return client, ""
    now = totp.code_of(opened.secret, totp.step_at(one.at))
    answer = client.post(reverse("local_app"), {"password": PASSWORD, "code": now})
    return client, answer.content.decode()


def test_from_the_managers_page_to_a_session(one: Club) -> None:
    manager = client_for(one.world, one.manager)
    assert "Bo Lind" in manager.get(reverse("local_accounts")).content.decode()
    address = reverse("local_invite", args=[one.leader.assignment])
    day = (local_date(one.at) + timedelta(days=3)).isoformat()
    shown = manager.post(address, {"token": str(uuid4()), "last_day": day})
    code = shown.context["made"].code

    _client, last = make_account(code, one)

    account = one.account
    assert account.name in last
    assert last.count('<li translate="no">') == 10
    assert RecoveryCode.objects.filter(account=account).count() == 10
    assert mail.outbox == []
    assert code not in str(list(Invitation.objects.values_list()))
    # Shown once: neither the code nor the paper is found again.
    assert code not in manager.get(reverse("local_accounts")).content.decode()


def test_an_invitation_is_good_once_and_not_when_it_is_over(one: Club) -> None:
    made_ = invited(one)
    make_account(made_.code, one)
    assert make_account(made_.code, one)[1] == ""

    old = invited(one)
    Invitation.objects.filter(pk=old.invitation.pk).update(
        made_at=one.at - timedelta(days=9), valid_until=one.at - timedelta(days=1)
    )
    assert make_account(old.code, one)[1] == ""


def test_a_second_invitation_takes_the_first_back(one: Club) -> None:
    first = invited(one)
    second = invited(one)

    assert make_account(first.code, one)[1] == ""
    assert make_account(second.code, one)[1] != ""


def test_an_invitation_ends_with_the_assignment(one: Club) -> None:
    made_ = invited(one)
    Assignment.objects.filter(pk=made(one.leader.assignment)).update(valid_until=one.at)

    assert make_account(made_.code, one)[1] == ""


def test_codes_of_invitations_cannot_be_tried_for_ever(one: Club) -> None:
    made_ = invited(one)
    for number in range(5):
        Client().post(reverse("local_invited"), {"code": f"AAAA-BBBB-CCCC-{number}222"})

    assert make_account(made_.code, one)[1] == ""


def test_a_reset_goes_the_same_way_and_forgets_all_there_was(one: Club) -> None:
    set_up(one)
    before, name = one.account, one.name
    make_account(invited(one).code, one)
    after = one.account

    assert (after.pk, after.name) == (before.pk, name)
    assert after.generation > before.generation
    assert bytes(after.sealed_totp or b"") != bytes(before.sealed_totp or b"")
    client = Client()
    client.post(reverse("local_sign_in"), one.typed())
    client.post(reverse("local_sign_in"), one.typed(code=one.codes[0]))
    assert not is_in(client, one.leader), "The old secret and the old codes are gone."


def test_an_ended_account_opens_nothing_and_an_invitation_begins_it_again(one: Club) -> None:
    set_up(one)
    client_for(one.world, one.manager).post(reverse("local_end", args=[one.leader.assignment]))
    client = Client()
    client.post(reverse("local_sign_in"), one.typed())

    assert not is_in(client, one.leader)
    make_account(invited(one).code, one)
    assert one.account.ended_at is None


def test_ending_an_account_ends_its_sessions(one: Club) -> None:
    set_up(one)
    client = Client()
    client.post(reverse("local_sign_in"), one.typed())
    assert is_in(client, one.leader)
    client_for(one.world, one.manager).post(reverse("local_end", args=[one.leader.assignment]))

    assert not is_in(client, one.leader)


def test_nobody_invites_or_ends_themselves(one: Club) -> None:
    me = Assignment.objects.select_related("unit__domain").get(pk=made(one.manager.assignment))
    by, at = one.manager.person, one.at

    assert actions.invite(assignment=me, last_day=local_date(at), invitation_id=uuid4(), by=by, at=at) == Refused(
        Reason.SAME_PERSON
    )
    assert actions.end_account(assignment=me, by=by, at=at) == Refused(Reason.SAME_PERSON)


@pytest.mark.parametrize("who", ["linda", "leader"])
def test_whoever_has_not_the_duty_may_not(one: Club, who: str) -> None:
    actor = getattr(one.world, who, None) or one.leader
    client = client_for(one.world, actor)

    assert client.get(reverse("local_accounts")).status_code == 404
    assert client.get(reverse("local_invite", args=[one.leader.assignment])).status_code == 404
    assert client.post(reverse("local_end", args=[one.leader.assignment])).status_code == 404


def test_the_manager_of_one_organisation_may_not_in_another(one: Club) -> None:
    address = reverse("local_invite", args=[one.world.linda.assignment])

    assert client_for(one.world, one.manager).get(address).status_code == 404
    assert "Linda" not in client_for(one.world, one.manager).get(reverse("local_accounts")).content.decode()


@pytest.mark.parametrize("days", [-1, 15])
def test_bad_days_get_a_sentence_and_make_nothing(one: Club, days: int) -> None:
    day = (local_date(one.at) + timedelta(days=days)).isoformat()
    address = reverse("local_invite", args=[one.leader.assignment])
    answer = client_for(one.world, one.manager).post(address, {"token": str(uuid4()), "last_day": day})

    assert "högst fjorton dagar" in answer.content.decode()
    assert not Invitation.objects.exists()


def test_the_same_form_twice_makes_one_invitation(one: Club) -> None:
    day = local_date(one.at).isoformat()
    form = {"token": str(uuid4()), "last_day": day}
    manager, address = client_for(one.world, one.manager), reverse("local_invite", args=[one.leader.assignment])
    manager.post(address, form)
    manager.post(address, form)

    assert Invitation.objects.count() == 1


@pytest.mark.parametrize(
    ("password", "words"),
    [("elvatecken!", "minst tolv tecken"), ("a" * 201, "högst 200 tecken"), ("aaaaaaaaaaaaaa", "vanligaste")],
)
def test_a_weak_password_gets_a_sentence_and_the_code_stays(one: Club, password: str, words: str) -> None:
    client = Client()
    client.post(reverse("local_invited"), {"code": invited(one).code})
    answer = client.post(reverse("local_app"), {"password": password, "code": "123456"})

    assert words in answer.content.decode()
    assert password not in answer.content.decode()
    assert not LocalAccount.objects.exists()


def test_a_wrong_first_code_makes_nothing(one: Club) -> None:
    client = Client()
    client.post(reverse("local_invited"), {"code": invited(one).code})
    answer = client.post(reverse("local_app"), {"password": PASSWORD, "code": "000000"})

    assert "Koden stämmer inte" in answer.content.decode()
    assert not LocalAccount.objects.exists()


@pytest.mark.parametrize("name", ["local_app", "local_new_passkey"])
def test_without_an_invitation_there_is_nothing_to_make(one: Club, name: str) -> None:
    assert Client().get(reverse(name)).headers["Location"] == reverse("local_invited")


def test_the_secret_of_the_app_lies_sealed_and_nowhere_else(one: Club) -> None:
    set_up(one)

    assert SECRET not in bytes(one.account.sealed_totp or b"")
    client = Client()
    client.post(reverse("local_invited"), {"code": invited(one).code})
    opened = made_of(client, one)
    assert totp.in_letters(opened.secret) not in str(dict(client.session.items()))


def made_of(client: Client, one: Club) -> waiting.Opened:
    found = waiting.opened(client.session, at=one.at)
    assert found is not None
    return found


def test_the_first_of_an_organisation_is_invited_from_the_command_line(
    one: Club, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    call_command("accounts", "invite", str(one.manager.assignment))
    one.at += timedelta(minutes=1)
    read(monkeypatch, one.at)
    code = capsys.readouterr().out.strip()

    assert make_account(code, one)[1] != ""
    with pytest.raises(CommandError, match="no such assignment"):
        call_command("accounts", "invite", str(uuid4()))
