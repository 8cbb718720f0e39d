"""What follows when somebody has proved who they are: nothing, one session, or a choice (law.md IDN-02)."""

from datetime import timedelta
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from barnetsplan.access.sessions import SessionStore
from barnetsplan.accounts.actions import assign
from barnetsplan.accounts.entering import go_on_to, openings, pending, proceed
from barnetsplan.accounts.models import Account, SignIn
from barnetsplan.domain.periods import local_date
from barnetsplan.domain.vocabulary import ActorKind, SignInKind
from barnetsplan.people.actions import admit_person
from barnetsplan.policy.facts import NOBODY
from tests.sign_in import proof_of
from tests.world import World, made


@pytest.fixture(autouse=True)
def _sessions_end_in_the_time_of_the_world(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("barnetsplan.access.sessions.timezone", SimpleNamespace(now=lambda: world.at))


def a_request(world: World, session: SessionStore) -> HttpRequest:
    request = RequestFactory().get("/", HTTP_USER_AGENT="Mozilla/5.0 (X11; Linux) Firefox/132.0")
    request.session = session
    request.at, request.actor = world.at, NOBODY  # type: ignore[attr-defined]
    return request


def proved(
    world: World, sign_in: SignIn, session: SessionStore | None = None, **more: object
) -> tuple[HttpResponse, SessionStore]:
    session = session or SessionStore()
    return proceed(a_request(world, session), sign_in, **more), session  # type: ignore[arg-type]


def a_second_assignment(world: World) -> None:
    made(
        assign(
            person=world.maria.person_id,
            unit=world.social,
            role="social_worker",
            valid_from=world.at - timedelta(days=1),
            last_day=local_date(world.at) + timedelta(days=30),
            at=world.at,
        )
    )


def test_idn_02_a_citizen_gets_the_family_alone_and_an_employee_the_assignments_alone(world: World) -> None:
    a_second_assignment(world)
    maria = world.maria.person_id

    def kinds(kind: SignInKind) -> list[tuple[ActorKind, str]]:
        return [(one.capacity, one.unit) for one in openings(maria, kind=kind, at=world.at)]

    staff = [(ActorKind.STAFF, "BVC Hovmantorp"), (ActorKind.STAFF, "Barn och familj Lessebo")]
    assert kinds(SignInKind.CITIZEN) == [(ActorKind.FAMILY, "")]
    assert sorted(kinds(SignInKind.EMPLOYEE)) == sorted(kinds(SignInKind.LOCAL)) == sorted(staff)
    assert sorted(kinds(SignInKind.DEMO)) == sorted([*staff, (ActorKind.FAMILY, "")])


def test_idn_10_a_commission_opens_its_own_unit_alone(world: World) -> None:
    a_second_assignment(world)

    found = openings(world.maria.person_id, kind=SignInKind.EMPLOYEE, at=world.at, units={world.social.pk})

    assert [one.unit for one in found] == ["Barn och familj Lessebo"]
    assert openings(world.maria.person_id, kind=SignInKind.EMPLOYEE, at=world.at, units=set()) == ()


def test_one_session_begins_at_once_with_a_new_key_and_coarse_words_of_the_browser(world: World) -> None:
    session = SessionStore()
    session["left"] = "behind"
    session.save()
    old = session.session_key

    answer, session = proved(world, proof_of(world.sara.pk, SignInKind.CITIZEN, at=world.at), session)
    session.save()

    assert answer.headers["Location"] == reverse("family_home")
    assert session["person"] == str(world.sara.pk)
    assert session["agent"] == "Firefox · Linux"
    assert "left" not in session
    assert session.session_key != old


def test_several_are_chosen_among_and_do_not_mix(world: World, client: Client) -> None:
    a_second_assignment(world)
    sign_in = proof_of(world.maria.person_id, SignInKind.EMPLOYEE, at=world.at)

    answer, session = proved(world, sign_in)
    session.save()

    assert answer.headers["Location"] == reverse("sign_in_choose")
    assert "person" not in session, "nobody is signed in before the choice"
    client.cookies["session"] = session.session_key or ""
    page = client.get(reverse("sign_in_choose")).content.decode()
    assert "Socialsekreterare · Barn och familj Lessebo" in page
    assert client.post(reverse("sign_in_choose"), {"val": str(uuid4())}).status_code == 200
    chosen = next(
        one for one in openings(world.maria.person_id, kind=SignInKind.EMPLOYEE, at=world.at) if "Lessebo" in one.unit
    )
    assert client.post(reverse("sign_in_choose"), {"val": str(chosen.key)}).headers["Location"] == reverse("desk")
    assert client.session["party"] == str(world.social.pk)
    assert client.get(reverse("sign_in_choose")).headers["Location"] == reverse("sign_in"), "the choice is used up"


def test_idn_02_nobody_chooses_an_opening_of_somebody_else(world: World, client: Client) -> None:
    a_second_assignment(world)
    _answer, session = proved(world, proof_of(world.maria.person_id, SignInKind.EMPLOYEE, at=world.at))
    session.save()
    client.cookies["session"] = session.session_key or ""

    for key in (world.linda.assignment, world.sara.pk, world.maria.person):
        assert client.post(reverse("sign_in_choose"), {"val": str(key)}).status_code == 200
    assert "person" not in client.session


def test_a_proof_waits_five_minutes_for_the_choice(world: World) -> None:
    a_second_assignment(world)
    _answer, session = proved(world, proof_of(world.maria.person_id, SignInKind.EMPLOYEE, at=world.at))

    assert pending(session, at=world.at + timedelta(minutes=4))
    assert pending(session, at=world.at + timedelta(minutes=5)) is None


@pytest.mark.parametrize(
    ("kind", "words"),
    [(SignInKind.EMPLOYEE, "inget uppdrag här just nu"), (SignInKind.CITIZEN, "inget här som hör till dig")],
)
def test_a_person_without_anything_here_is_told_what_to_do(world: World, kind: SignInKind, words: str) -> None:
    person = admit_person(name="Ny Person", number=None, at=world.at)

    answer, session = proved(world, proof_of(person.pk, kind, at=world.at))

    assert answer.status_code == 403
    assert words in answer.content.decode()
    assert session.is_empty()


def test_an_ended_assignment_opens_nothing(world: World) -> None:
    person = world.maria.person_id

    assert openings(person, kind=SignInKind.EMPLOYEE, at=world.at + timedelta(days=366)) == ()
    Account.objects.filter(person=person).delete()
    assert openings(person, kind=SignInKind.EMPLOYEE, at=world.at) == ()


def test_one_goes_on_to_where_one_was_going_in_this_house_and_nowhere_else(world: World) -> None:
    key = UUID(int=1)
    here = reverse("family_plan", args=[key])
    for address, onward in (
        (here, here),
        ("https://elsewhere.example/", reverse("family_home")),
        ("//elsewhere.example/", reverse("family_home")),
        ("/\\elsewhere.example", reverse("family_home")),
        ("javascript:alert(1)", reverse("family_home")),
        (reverse("sign_in_choose"), reverse("family_home")),
    ):
        session = SessionStore()
        go_on_to(session, address)

        answer, _session = proved(world, proof_of(world.sara.pk, SignInKind.CITIZEN, at=world.at), session)

        assert answer.headers["Location"] == onward, address


def test_the_middleware_that_django_brings_is_the_one_that_is_used() -> None:
    assert SessionMiddleware(lambda _request: HttpResponse()).SessionStore is SessionStore
