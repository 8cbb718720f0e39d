"""A guest is invited to one question: the family says yes, the guest promises, answers, and sees nothing else."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.urls import NoReverseMatch, get_resolver, resolve, reverse

from barnetsplan.access.declare import is_public
from barnetsplan.accounts.entering import openings
from barnetsplan.accounts.models import Assignment
from barnetsplan.accounts.session import WrongCapacity, begin_as_staff
from barnetsplan.consent.queries import find_request, row_states
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.vocabulary import ActorKind, Answer, Regime, SignInKind
from barnetsplan.gathering.models import Question
from barnetsplan.guests.actions import end, invite
from barnetsplan.guests.models import Guest
from barnetsplan.guests.tests.company import Invited, invited, new_guest, number_of
from barnetsplan.organisations.models import Unit
from barnetsplan.organisations.queries import units_near, units_of_county
from barnetsplan.people.models import Person
from barnetsplan.people.queries import number_of as number
from barnetsplan.policy.facts import NOBODY
from barnetsplan.records.models import Entry, Promise
from barnetsplan.records.queries import readers_of, visible_to
from tests.cast import World, made
from tests.sign_in import client_for, proof_of
from tests.world import case_open, say


@pytest.fixture
def one(world: World) -> Invited:
    case_open(world)
    return invited(world)


def promise(one: Invited) -> None:
    """Karin promises what the reservation asks."""
    answer = one.client.post(reverse("promise", args=[one.world.noel.pk]))
    assert answer.status_code == 302


def question(one: Invited) -> str:
    return reverse("question", args=[one.guest.question])


def answer(**other: Any) -> dict[str, Any]:
    """What Karin answers."""
    return {
        "token": str(uuid4()),
        "utveckling-works": "Karin hör att Noel säger fler ord.",
        "utveckling-challenging": "",
        "utveckling-would_help": "",
        **other,
    }


def test_nothing_is_seen_before_every_guardian_has_said_yes(one: Invited) -> None:
    say(one.world, made(find_request(one.guest.request)), one.world.sara, Answer.YES)
    home = one.client.get(reverse("guest_home")).content.decode()

    assert "Det finns inget att läsa just nu" in home
    assert "Noel" not in home
    assert one.client.get(question(one)).status_code == 404
    assert not visible_to(one.guest.unit_id, at=one.world.later()).exists()


def test_law_06_the_guest_promises_before_anything_is_read_and_then_answers(one: Invited) -> None:
    one.agree()
    assert one.client.get(question(one)).headers["Location"].startswith(reverse("promise", args=[one.world.noel.pk]))
    promise(one)
    page = one.client.get(question(one))
    assert page.status_code == 200
    assert "Hur går det med talet?" in page.content.decode()
    form = page.context["form"]
    said = {"token": str(uuid4()), **{name: "Fler ord nu." for name in form.fields if name.endswith("works")}}
    sent = one.client.post(question(one), said)

    assert sent.status_code == 302, sent.content.decode()[-2000:]
    assert Promise.objects.filter(party=one.guest.unit_id, person=one.actor.person).exists()
    written = Entry.objects.get(owner=one.guest.unit_id)
    assert visible_to(one.world.bvc.pk, at=one.world.later()).filter(pk=written.pk).exists()
    assert not visible_to(one.world.preschool.pk, at=one.world.later()).filter(pk=written.pk).exists()


def test_every_opening_stands_in_the_familys_log_with_name_and_organisation(one: Invited) -> None:
    one.agree()
    promise(one)
    one.client.get(question(one))
    log = client_for(one.world, one.world.as_guardian(one.world.sara)).get(
        reverse("family_log", args=[one.world.noel.pk])
    )

    said = log.content.decode()
    assert "Karin Ek" in said
    assert "gäst, Talmottagningen Ek" in said


def test_the_family_sees_the_guest_on_who_may_see(one: Invited) -> None:
    page = client_for(one.world, one.world.as_guardian(one.world.sara)).get(
        reverse("family_access", args=[one.world.noel.pk])
    )
    said = page.content.decode()

    assert "Karin Ek" in said
    assert "Talmottagningen Ek" in said
    assert "Får svara på en fråga" in said


#: All that a guest may open, beside the pages of everybody.
_OWN = {"question", "promise", "guest_home", "draft_save", "sessions", "session_end"}


def test_a_guest_is_refused_every_other_address_of_the_house(one: Invited) -> None:
    """Every address, with each id that Karin could come by: refused, or as one that does not exist."""
    one.agree()
    promise(one)
    ids = [one.world.noel.pk, one.world.case.pk, one.world.concern.pk, one.guest.question, one.guest.request]
    client = one.client
    opened = {
        (name, method.__name__)
        for name, address in _addresses([*ids, one.guest.pk])
        for method in (client.get, client.post)
        if name not in _OWN and method(address).status_code not in {403, 404, 405, 410}
    }

    assert opened == set()


def _addresses(ids: list[UUID]) -> Iterator[tuple[str, str]]:
    """Every address that is not everybody's, with every id where it takes one."""
    names = [name for name in get_resolver().reverse_dict if isinstance(name, str)]
    for name, arguments in ((name, arguments) for name in names for arguments in ([], *([key] for key in ids))):
        try:
            address = reverse(name, args=arguments)
        except NoReverseMatch:
            continue
        if not is_public(resolve(address).func):
            yield name, address


def test_a_guest_sees_neither_what_others_have_answered_nor_who_is_around_the_child(one: Invited) -> None:
    one.agree()
    seen = visible_to(one.guest.unit_id, at=one.world.later())

    assert [entry.kind for entry in seen] == ["question"]


def test_the_invitation_ends_at_its_day_for_the_page_the_session_and_the_rows(
    one: Invited, monkeypatch: pytest.MonkeyPatch
) -> None:
    one.agree()
    promise(one)
    client = one.client
    assert client.get(question(one)).status_code == 200
    one.world.at = one.guest.valid_until - timedelta(minutes=3)
    assert one.actor is not NOBODY
    one.world.at = one.guest.valid_until

    assert one.actor is NOBODY
    assert client.get(question(one)).headers["Location"].startswith(reverse("sign_in"))
    assert not visible_to(one.guest.unit_id, at=one.guest.valid_until).exists()
    entry = Question.objects.get(to=one.guest.unit_id).entry
    assert one.guest.unit_id not in readers_of([entry], at=one.guest.valid_until).get(entry, frozenset())


def test_con_06_a_yes_that_is_taken_back_closes_at_the_next_click(one: Invited) -> None:
    one.agree()
    promise(one)
    client = one.client
    assert client.get(question(one)).status_code == 200
    say(one.world, made(find_request(one.guest.request)), one.world.daniel, Answer.WITHDRAWN)

    assert client.get(question(one)).status_code in {403, 404}
    assert not visible_to(one.guest.unit_id, at=one.world.later()).exists()


def test_whoever_invited_ends_it_at_once_and_keeps_what_was_answered(one: Invited) -> None:
    one.agree()
    promise(one)
    client = one.client
    form = client.get(question(one)).context["form"]
    client.post(question(one), {"token": str(uuid4()), **{n: "Ja." for n in form.fields if n.endswith("works")}})
    ended = client_for(one.world, one.world.maria).post(reverse("guest_end", args=[one.guest.pk]))

    assert ended.headers["Location"] == reverse("guests", args=[one.world.case.pk])
    assert client.get(question(one)).headers["Location"].startswith(reverse("sign_in"))
    assert not visible_to(one.guest.unit_id, at=one.world.later()).exists()
    written = Entry.objects.get(owner=one.guest.unit_id)
    assert visible_to(one.world.bvc.pk, at=one.world.later()).filter(pk=written.pk).exists()


def test_an_invitation_that_is_ended_before_the_yes_takes_the_question_to_the_family_back(one: Invited) -> None:
    end(guest=one.guest, by=one.world.maria, at=one.world.later())

    assert made(find_request(one.guest.request)).withdrawn_at is not None
    assert not row_states(one.world.case.child, at=one.world.later(), requests=[one.guest.request])[0].is_active


def test_what_is_shown_after_the_end_reaches_nobody(one: Invited) -> None:
    """A yes that comes when the invitation is over opens nothing: the unit has no standing any longer."""
    say(one.world, made(find_request(one.guest.request)), one.world.sara, Answer.YES)
    one.world.at = one.guest.valid_until + timedelta(hours=1)
    say(one.world, made(find_request(one.guest.request)), one.world.daniel, Answer.YES)

    assert not visible_to(one.guest.unit_id, at=one.world.later()).exists()


def test_idn_02_a_guest_comes_in_by_an_own_e_identification_and_by_nothing_of_work(one: Invited) -> None:
    person, at = made(one.actor.person), one.world.later()
    kinds = {
        kind: [opening.capacity for opening in openings(person, kind=kind, at=at)]
        for kind in (SignInKind.CITIZEN, SignInKind.EMPLOYEE, SignInKind.LOCAL, SignInKind.GUEST, SignInKind.CODE)
    }

    assert kinds[SignInKind.GUEST] == [ActorKind.GUEST]
    assert kinds[SignInKind.EMPLOYEE] == kinds[SignInKind.LOCAL] == []
    assert set(kinds[SignInKind.CITIZEN]) == {ActorKind.FAMILY, ActorKind.GUEST}, "Whoever is both chooses."
    assert set(kinds[SignInKind.CODE]) == {ActorKind.FAMILY}
    session: Any = client_for(one.world, one.world.linda).session
    with pytest.raises(WrongCapacity):
        begin_as_staff(
            session,
            Assignment.objects.select_related("unit").get(pk=one.guest.assignment_id),
            sign_in=proof_of(person, SignInKind.EMPLOYEE, at=at),
            at=at,
        )


def test_idn_20_a_weak_proof_opens_nothing_for_a_guest(one: Invited) -> None:
    one.agree()
    weak = client_for(one.world, one.actor, level=2)

    assert weak.get(question(one)).status_code in {403, 404}
    assert weak.get(reverse("guest_home")).status_code in {403, 404}


def test_a_guests_unit_is_nobodys_to_choose(one: Invited) -> None:
    unit = Unit.objects.get(pk=one.guest.unit_id)
    assert unit.domain.regime == Regime.STATUTORY

    assert unit.pk not in {each.id for each in (*units_of_county(), *units_near(one.world.bvc.pk))}
    page = client_for(one.world, one.world.maria).get(reverse("ask_service", args=[one.world.case.pk]))
    assert "Talmottagningen Ek" not in page.content.decode()


@pytest.mark.parametrize("who", ["linda", "leila", "stranger"])
def test_whoever_does_not_hold_the_function_may_not_invite(one: Invited, who: str) -> None:
    client = client_for(one.world, getattr(one.world, who))

    for name, key in (("guest_invite", one.world.case.pk), ("guests", one.world.case.pk)):
        assert client.get(reverse(name, args=[key])).status_code in {403, 404}
    assert client.post(reverse("guest_end", args=[one.guest.pk])).status_code in {403, 404}
    assert Guest.objects.get(pk=one.guest.pk).ended_at is None


def test_a_guardian_may_neither_invite_nor_end(one: Invited) -> None:
    client = client_for(one.world, one.world.as_guardian(one.world.sara))

    assert client.get(reverse("guest_invite", args=[one.world.case.pk])).status_code == 404
    assert client.post(reverse("guest_end", args=[one.guest.pk])).status_code == 404


def test_somebody_of_the_family_is_no_guest(world: World) -> None:

    case_open(world)
    sara = Person.objects.select_related("key").get(pk=world.sara.pk)

    assert invite(new_guest(world, number=made(number(sara)))) == Refused(Reason.GUEST_OF_FAMILY)


@pytest.mark.parametrize("days", [-1, 400])
def test_a_day_that_is_too_late_or_has_been_is_refused_and_nothing_is_made(world: World, days: int) -> None:
    case_open(world)
    before = Unit.objects.count()

    assert invite(new_guest(world, days=days)) == Refused(Reason.GUEST_TOO_LONG)
    assert Unit.objects.count() == before


def test_two_guests_of_one_clinic_have_nothing_in_common(one: Invited) -> None:
    other = invited(one.world, name="Bo Ek", number=number_of(12))
    one.agree()

    assert visible_to(one.guest.unit_id, at=one.world.later()).exists()
    assert not visible_to(other.guest.unit_id, at=one.world.later()).exists()
    assert other.client.get(question(one)).status_code == 404


def test_the_page_invites_once_however_often_it_is_sent(one: Invited, make_form: Callable[..., dict[str, Any]]) -> None:
    client, address = client_for(one.world, one.world.maria), reverse("guest_invite", args=[one.world.case.pk])
    typed = make_form(client.get(address))
    client.post(address, typed)
    sent = client.post(address, typed)

    assert sent.headers["Location"] == reverse("guests", args=[one.world.case.pk])
    assert Guest.objects.count() == 2
    listed = client.get(reverse("guests", args=[one.world.case.pk])).content.decode()
    assert "Eva Alm" in listed
    assert "Lekterapin" in listed


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"number": "19800412-0000"}, "Det är inte ett rätt nummer"),
        ({"text": ""}, "Skriv vad du vill fråga."),
        ({"areas": []}, "Välj minst ett område."),
        ({"name": ""}, "Skriv något här."),
        ({"thing": "plan"}, "avslutat eller har inte börjat"),
    ],
)
def test_bad_input_gets_a_sentence_and_nothing_typed_is_lost(
    one: Invited, make_form: Callable[..., dict[str, Any]], other: dict[str, Any], words: str
) -> None:
    client, address = client_for(one.world, one.world.maria), reverse("guest_invite", args=[one.world.case.pk])
    said = client.post(address, make_form(client.get(address), **other)).content.decode()

    assert words in said
    assert "Lekterapin" in said
    assert Guest.objects.count() == 1


@pytest.fixture
def make_form() -> Callable[..., dict[str, Any]]:
    def filled(page: Any, **other: Any) -> dict[str, Any]:
        return {
            "token": str(page.context["form"].initial["token"]),
            "organisation": "Lekterapin",
            "sector": "association",
            "name": "Eva Alm",
            "number": number_of(13).formatted,
            "thing": "question",
            "areas": ["utveckling"],
            "text": "Hur har ni det?",
            "last_day": str(page.context["form"].initial["last_day"]),
            "child_heard": "said",
            "child_view": "Gärna.",
            **other,
        }

    return filled


def test_a_plan_that_is_not_begun_has_no_guests(world: World) -> None:
    case_open(world)

    assert invite(new_guest(world, to_plan=True)) == Refused(Reason.WRONG_STATE)
