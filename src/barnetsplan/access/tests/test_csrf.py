"""Forms are posted from our own pages alone, though the pages tell nobody where they were."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


SECRET = "a" * 32


@pytest.fixture
def strict() -> Client:
    """A client whose posts are checked, with the cookie of a page that it has opened."""
    client = Client(enforce_csrf_checks=True)
    client.cookies[settings.CSRF_COOKIE_NAME] = SECRET
    return client


def _post(client: Client, **headers: str) -> int:
    return client.post(reverse("sign_out"), {"csrfmiddlewaretoken": SECRET}, headers=headers).status_code


def test_our_own_form_is_taken_without_origin(strict: Client) -> None:
    assert _post(strict, origin="null", sec_fetch_site="same-origin") != 403


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_a_form_of_another_page_is_refused_without_origin(strict: Client, site: str) -> None:
    assert _post(strict, origin="null", sec_fetch_site=site) == 403


def test_a_form_with_the_origin_of_another_host_is_refused(strict: Client) -> None:
    assert _post(strict, origin="https://example.org", sec_fetch_site="same-origin") == 403


def test_a_form_without_token_is_refused(strict: Client) -> None:
    response = strict.post(reverse("sign_out"), {}, headers={"origin": "null", "sec-fetch-site": "same-origin"})
    assert response.status_code == 403
