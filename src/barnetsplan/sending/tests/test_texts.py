"""Nothing leaves the program but what stands in the list (law.md NOT-01; law.md 5, abuse case 24)."""

import re
from dataclasses import fields
from pathlib import Path

import pytest
from django.conf import settings

from barnetsplan.practice.load import current
from barnetsplan.sending.kinds import MessageKind
from barnetsplan.sending.texts import LANGUAGES, PLACES, TEXTS, UNREAD, places_of, render

ALL = [(kind, language) for kind in MessageKind for language in LANGUAGES]
#: What would tell somebody who looks at the telephone what it is about.
TELLING = re.compile(
    r"barn|förälder|vårdnad|social|skol|bup|bvc|polis|oro|plan|möte|samtyck|familj|kommun|region|kronoberg|child|parent|"
    r"school|meeting|family|طفل|اجتماع|مدرسة|caruur|ilmo|iskuul|kulan|дитин|школ|зустріч",
    re.IGNORECASE,
)


@pytest.mark.parametrize(("kind", "language"), ALL)
def test_not_01_a_text_says_only_that_something_is_new_and_where_to_sign_in(kind: MessageKind, language: str) -> None:
    rendered = render(kind, language=language, code="123456")

    assert TELLING.search(f"{rendered.subject} {rendered.text}") is None
    assert rendered.subject == current().messages.service_name
    assert "://" not in rendered.text, "an address is typed, and no link carries a secret"
    assert "\n" not in rendered.subject
    assert len(rendered.text) < 160
    assert ("123456" in rendered.text) == (kind is MessageKind.CODE)


@pytest.mark.parametrize(("kind", "language"), ALL)
def test_not_01_nothing_else_can_be_put_into_a_text(kind: MessageKind, language: str) -> None:
    places = places_of(TEXTS[kind][language])

    assert places <= PLACES
    assert ("code" in places) == (kind is MessageKind.CODE)


def test_every_text_is_there_in_every_language() -> None:
    assert all(set(texts) == set(LANGUAGES) for texts in TEXTS.values())
    assert set(TEXTS) == set(MessageKind)
    assert set(LANGUAGES) > UNREAD


def test_a_language_that_has_left_the_list_is_swedish() -> None:
    assert render(MessageKind.NEWS, language="xx") == render(MessageKind.NEWS, language="sv")


def test_not_01_only_one_place_makes_what_is_sent() -> None:
    """Letter and Rendered are made in two places each; whoever sends in another way is found here."""
    room = Path(settings.PACKAGE)
    files = [path for path in room.rglob("*.py") if "tests" not in path.parts]
    who = {
        word: {str(path.relative_to(room)) for path in files if re.search(rf"\b{word}\(", path.read_text("utf-8"))}
        for word in ("EmailMessage", "send_mail", "EmailMultiAlternatives", "HTTPSConnection", "Rendered")
    }

    assert who["EmailMessage"] == {"sending/channels.py"}
    assert who["Rendered"] == {"sending/texts.py"}
    assert who["send_mail"] | who["EmailMultiAlternatives"] == set()
    assert {field.name for field in fields(render(MessageKind.NEWS, language="sv"))} == {"subject", "text"}
