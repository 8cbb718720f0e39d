"""What the tests of the room share: a mail server on loopback that Django's settings lead to."""

from collections.abc import Iterator

import pytest
from django.test import override_settings

from barnetsplan.sending.tests.counterparts import Exchange, Post, exchange, post_office


@pytest.fixture
def post() -> Iterator[Post]:
    """Letters go to a real mail server on loopback."""
    with (
        post_office() as office,
        override_settings(
            MAIL=f"smtp+plain://127.0.0.1:{office.port}",
            EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
            EMAIL_HOST="127.0.0.1",
            EMAIL_PORT=office.port,
            EMAIL_USE_TLS=False,
        ),
    ):
        yield office


@pytest.fixture
def texts() -> Iterator[Exchange]:
    """Text messages go to a real machine on loopback."""
    with exchange() as taken, override_settings(SMS=f"http://kronoberg:hemlig@127.0.0.1:{taken.port}/a1/sms"):
        yield taken
