"""What is sent after a session has ended by itself is not lost: its writer gets it back, and nobody else (ADR 0028)."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from barnetsplan.access import typed
from barnetsplan.access.proving import LOOK
from barnetsplan.access.sessions import SessionStore
from barnetsplan.accounts.actions import assign
from barnetsplan.accounts.models import Session
from barnetsplan.accounts.session import end_family_sessions
from barnetsplan.consent.models import ConsentAnswer
from barnetsplan.domain.periods import local_date
from barnetsplan.family.tests.pages import plain
from barnetsplan.family.tests.test_proving import answers, hidden
from barnetsplan.records.models import Entry
from tests.cast import World, made
from tests.world import circle_asked, published

pytestmark = pytest.mark.django_db

WORDS = "Han sover bättre nu, och det är ni som har hjälpt oss."


@pytest.fixture(autouse=True)
def _one_clock(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("barnetsplan.access.sessions.timezone", SimpleNamespace(now=lambda: world.at))


def signed_in(key: object, client: Client | None = None) -> Client:
    client = client or Client()
    assert client.post(reverse("demo_enter", args=[key])).status_code == 302
    return client


def comes_back(client: Client, key: object) -> str:
    return str(client.post(reverse("demo_enter", args=[key])).headers["Location"])


def the_page(world: World) -> str:
    return reverse("family_words", args=[world.noel.pk])


def written_late(world: World, **delta: float) -> Client:
    """Sara writes to those around her child, is away for long, and then sends it."""
    client = signed_in(world.sara.pk)
    world.later(**(delta or {"minutes": 16}))
    answer = client.post(the_page(world), {"form": "words", "words-token": str(uuid4()), "words-text": WORDS})
    assert answer.headers["Location"].startswith(reverse("session_ended"))
    return client


def own_words(world: World) -> int:
    return Entry.objects.filter(author=world.sara.pk).count()


def test_what_was_written_comes_back_after_a_new_sign_in_and_is_sent_by_its_writer_alone(world: World) -> None:
    published(world)
    before, client = own_words(world), written_late(world)

    assert comes_back(client, world.sara.pk) == reverse("prove_send")
    page = client.get(reverse("prove_send"))

    assert "Det du skrev finns kvar" in plain(page)
    assert WORDS in plain(page)
    assert own_words(world) == before, "signing in sends nothing"
    shown = client.post(the_page(world), {**hidden(page), LOOK: "1"})
    assert WORDS in plain(shown), "the form is filled in"
    assert own_words(world) == before, "and looking sends nothing"
    assert client.post(the_page(world), hidden(page)).status_code == 302
    assert own_words(world) == before + 1


def test_a_yes_that_came_too_late_is_not_given_before_the_guardian_gives_it(world: World) -> None:
    circle_asked(world)
    client = signed_in(world.sara.pk)
    world.later(minutes=16)
    own = ConsentAnswer.objects.filter(row__request=world.circle.pk, giver=world.sara)

    client.post(reverse("family_consent", args=[world.circle.pk]), answers(world))
    comes_back(client, world.sara.pk)
    page = client.get(reverse("prove_send"))
    assert not own.exists()

    assert client.post(reverse("family_consent", args=[world.circle.pk]), hidden(page)).status_code == 302
    assert own.exists()
    assert client.get(reverse("prove_send")).headers["Location"] == reverse("start"), "it has arrived, and is gone"


def test_somebody_else_at_the_same_browser_meets_neither_words_nor_that_there_were_any(world: World) -> None:
    client = written_late(world)
    with_words = client.get(reverse("session_ended")).content
    without = Client().get(reverse("session_ended")).content

    assert plain_of(with_words) == plain_of(without)
    assert WORDS not in client.get(reverse("sign_in"), follow=True).content.decode()
    assert comes_back(client, world.daniel.pk) == reverse("family_home")
    assert client.get(reverse("prove_send")).headers["Location"] == reverse("start")
    assert comes_back(client, world.sara.pk) == reverse("family_home"), "nor is it kept behind the back of another"


def plain_of(content: bytes) -> str:
    return content.decode().split("<main")[1].split("</main>")[0]


def test_one_person_in_another_role_does_not_get_it(world: World) -> None:
    second = made(
        assign(
            person=world.maria.person_id,
            unit=world.social,
            role="social_worker",
            valid_from=world.at - timedelta(days=1),
            last_day=local_date(world.at) + timedelta(days=30),
            at=world.at,
        )
    )
    client = signed_in(world.maria.assignment)
    world.later(minutes=31)
    client.post(reverse("notice"), {"token": str(uuid4()), "seen": WORDS})

    comes_back(client, second.pk)

    assert client.get(reverse("prove_send")).headers["Location"] == reverse("start")


def test_a_concern_is_shown_filled_in_before_it_is_sent(world: World) -> None:
    client = signed_in(world.linda.assignment)
    world.later(minutes=31)
    concern = {"number": world.noel_number.formatted, "seen": WORDS, "works": "Att sjunga.", "child_says": "Hej."}
    client.post(reverse("notice"), {"token": str(uuid4()), **concern})
    comes_back(client, world.linda.assignment)
    fields = hidden(client.get(reverse("prove_send")))

    shown = client.post(reverse("notice"), {**fields, LOOK: "1"})
    assert WORDS in plain(shown)
    assert "Inget är sparat än" in plain(shown)
    assert Entry.objects.count() == 0

    assert client.post(reverse("notice"), fields).status_code == 302
    assert Entry.objects.count() == 1
    assert client.get(reverse("prove_send")).headers["Location"] == reverse("start")


def test_a_draft_that_was_too_late_to_be_kept_becomes_one_when_its_writer_is_back(world: World) -> None:
    key, client = uuid4(), signed_in(world.linda.assignment)
    world.later(minutes=31)
    save = reverse("draft_save", args=["concern", key])
    line = client.post(save, {"seen": WORDS}, headers={"HX-Request": "true"})
    assert "du är utloggad" in line.content.decode()
    comes_back(client, world.linda.assignment)

    shown = client.post(save, {**hidden(client.get(reverse("prove_send"))), LOOK: "1"}, follow=True)

    assert WORDS in plain(shown)


def test_what_is_sent_next_takes_the_place_of_what_is_kept(world: World) -> None:
    client = written_late(world)
    world.later(minutes=2)

    client.post(the_page(world), {"token": str(uuid4()), "text": "En sak till att säga."})
    comes_back(client, world.sara.pk)

    assert "En sak till att säga." in plain(client.get(reverse("prove_send")))
    assert Session.objects.filter(begun_at__isnull=True).count() == 0, "one row, and it is gone when it is handed over"


@pytest.mark.parametrize("minutes", [27, 31])
def test_it_is_kept_for_half_an_hour(world: World, minutes: int) -> None:
    client = written_late(world)
    world.later(minutes=minutes)

    assert (comes_back(client, world.sara.pk) == reverse("prove_send")) is (minutes < 30)


def test_the_morning_after_is_in_time_and_the_day_after_is_not(world: World) -> None:
    in_time, too_late = (signed_in(world.sara.pk) for _ in range(2))
    for client, hours, kept in ((in_time, 20, True), (too_late, 5, False)):
        world.later(hours=hours)
        client.post(the_page(world), {"text": WORDS})
        assert (comes_back(client, world.sara.pk) == reverse("prove_send")) is kept


def test_a_session_that_was_ended_for_a_reason_keeps_nothing(world: World) -> None:
    away, lost = signed_in(world.sara.pk), signed_in(world.sara.pk)
    key = away.cookies[settings.SESSION_COOKIE_NAME].value
    away.post(reverse("sign_out"))
    away.cookies[settings.SESSION_COOKIE_NAME] = key
    end_family_sessions(world.sara.pk)
    never = Client()
    never.cookies[settings.SESSION_COOKIE_NAME] = "x" * 32

    for client in (away, lost, never):
        answer = client.post(the_page(world), {"text": WORDS})
        assert answer.headers["Location"] == f"{reverse('session_ended')}?", "the answer is the same"
    assert not Session.objects.exists(), "and whoever never was here fills nothing"


def test_lost_custody_ends_what_is_kept_too(world: World) -> None:
    client = written_late(world)

    assert end_family_sessions(world.sara.pk) == 1

    assert comes_back(client, world.sara.pk) == reverse("family_home")


def test_one_session_keeps_one_thing_however_often_its_old_key_is_shown(world: World) -> None:
    client = signed_in(world.sara.pk)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    world.later(minutes=16)

    for _ in range(3):
        again = Client()
        again.cookies[settings.SESSION_COOKIE_NAME] = key
        again.post(the_page(world), {"text": WORDS})

    assert Session.objects.count() == 1


def test_what_is_kept_lies_sealed_and_acts_as_nobody(world: World) -> None:
    client = written_late(world)
    row = Session.objects.get()

    assert WORDS not in str(row.get_decoded())
    assert (row.person_id, row.begun_at, row.party) == (world.sara.pk, None, None)
    assert client.get(reverse("family_home")).status_code == 302


def test_a_longer_form_than_any_of_the_house_is_not_kept(world: World) -> None:
    client = signed_in(world.sara.pk)
    world.later(minutes=16)

    client.post(the_page(world), {"text": "x " * 250_000})

    assert not Session.objects.exists()


def test_no_code_no_password_and_no_file_is_kept(world: World) -> None:
    client = signed_in(world.sara.pk)
    world.later(minutes=16)
    secret: dict[str, Any] = dict.fromkeys(typed.NEVER_KEPT | {f"email-{name}" for name in typed.NEVER_KEPT}, "hemligt")
    file = SimpleUploadedFile("bild.png", b"hemligt", content_type="image/png")

    client.post(the_page(world), {"text": WORDS, "drawing": file, **secret})
    comes_back(client, world.sara.pk)
    page = client.get(reverse("prove_send"))

    assert hidden(page) == {"text": [WORDS]}


def test_what_changes_how_one_signs_in_is_not_kept_at_all(world: World) -> None:
    client = signed_in(world.maria.assignment)
    world.later(minutes=31)

    client.post(reverse("session_end"), {"val": "abc"})

    assert not SessionStore(client.cookies[settings.SESSION_COOKIE_NAME].value).load()
    assert UUID(str(Session.objects.get().person_id)) == world.maria.person_id
