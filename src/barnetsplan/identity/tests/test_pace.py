"""A flood of sign-ins from one address is stopped, and locks nobody out who was here before."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils.html import escape

from barnetsplan.accounts.models import Session
from barnetsplan.identity import pace
from barnetsplan.identity.faults import Fault
from barnetsplan.identity.load import load
from barnetsplan.identity.provider import Provider
from barnetsplan.identity.words import WORDS
from tests.oidc.foreign import make_key_file
from tests.oidc.signing_in import connected

AT = datetime(2026, 9, 14, 8, tzinfo=UTC)


@pytest.fixture(autouse=True)
def nobody_counted() -> Iterator[None]:
    pace.forget()
    yield
    pace.forget()


@pytest.fixture
def provider(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Provider:
    """A provider whose address is known without asking it."""
    make_key_file(tmp_path / "own.pem")
    file = tmp_path / "sign-in.toml"
    file.write_text(
        '[[providers]]\nkey = "eleg"\nlabel = "E-legitimation"\nprofile = "oidc_sweden_citizen"\nenvironment = "test"\n'
        'issuer = "http://127.0.0.1:9"\nclient_id = "vi"\nprivate_keys = ["own.pem"]\n'
        'levels = [{ acr = "http://id.elegnamnden.se/loa/1.0/loa3", kind = "citizen", level = 3 }]\n',
        encoding="utf-8",
    )
    monkeypatch.setattr("barnetsplan.identity.flow.address", lambda *_given, **_more: "http://127.0.0.1:9/there")
    return load(file, production=False)["eleg"]


def test_each_address_has_its_own_count_and_a_minute_ends_it() -> None:
    assert all(pace.may_begin("one", at=AT) for _ in range(pace.MOST))
    assert not pace.may_begin("one", at=AT)
    assert pace.may_begin("another", at=AT)
    assert pace.may_begin("one", at=AT + timedelta(minutes=1))


@pytest.mark.django_db
def test_a_flood_leaves_no_rows_and_whoever_began_before_goes_on(
    provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "MOST", 2)
    with connected([provider]):
        here_before = Client()
        assert here_before.get("/logga-in/med/eleg/").status_code == 302
        for _ in range(5):
            Client().get("/logga-in/med/eleg/")
        stranger = Client().get("/logga-in/med/eleg/")

        assert stranger.status_code == 429
        assert escape(str(WORDS[Fault.CROWDED])) in stranger.content.decode()
        assert here_before.get("/logga-in/med/eleg/").status_code == 302
        assert Client(REMOTE_ADDR="192.0.2.7").get("/logga-in/med/eleg/").status_code == 302
    assert Session.objects.count() == 3


@pytest.mark.django_db
def test_an_invented_cookie_is_nobody_who_was_here(provider: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "MOST", 0)
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    with connected([provider]):
        assert client.get("/logga-in/med/eleg/").status_code == 429
