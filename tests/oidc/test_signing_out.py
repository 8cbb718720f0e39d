"""A provider says that somebody has signed out there: what began there ends here, and only that."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from barnetsplan.accounts.models import Session
from tests.oidc.liar import Liar, new_key
from tests.oidc.signing_in import citizen, connected, start
from tests.world import World

EVENT = "http://schemas.openid.net/event/backchannel-logout"


def signed_in(liar: Liar, today: World) -> Client:
    client = Client()
    liar.claims = citizen(today.sara)
    assert client.get(liar.hears(start(client, "liar"))).status_code == 302
    return client


def word(liar: Liar, **changes: Any) -> dict[str, Any]:
    now = int(liar.now().timestamp())
    right = {
        "iss": liar.issuer,
        "aud": liar.client,
        "iat": now,
        "exp": now + 120,
        "jti": "one",
        "events": {EVENT: {}},
        "sid": "their-session",
        **changes,
    }
    return {name: value for name, value in right.items() if value is not None}


def tell(token: str, client: Client | None = None) -> HttpResponse:
    answer: HttpResponse = (client or Client(enforce_csrf_checks=True)).post(  # type: ignore[assignment]
        "/logga-in/med/liar/utloggad/", {"logout_token": token}
    )
    return answer


#: A word of a sign-out that is not one, as what is changed in it.
WRONG: Mapping[str, Mapping[str, Any]] = {
    "of another issuer": {"iss": "https://another.example"},
    "for another": {"aud": "another"},
    "without an event": {"events": {}},
    "of another event": {"events": {"http://schemas.openid.net/event/other": {}}},
    "with a nonce, so that an ID token is none": {"nonce": "n"},
    "without a name of its own": {"jti": None},
    "of nobody": {"sid": None, "sub": None},
    "without a time": {"iat": None},
}


def test_idn_01_a_sign_out_at_the_provider_ends_what_began_there(liar: Liar, today: World, tmp_path: Path) -> None:
    with connected([liar.provider(tmp_path)]):
        client = signed_in(liar, today)
        liar.token["sid"] = "another-session"
        another = signed_in(liar, today)

        for what, changes in WRONG.items():
            assert tell(liar.signed(word(liar, **changes), typ="logout+jwt")).status_code == 400, what
        old: Callable[[], int] = lambda: int((liar.now() - timedelta(minutes=20)).timestamp())  # noqa: E731
        assert tell(liar.signed(word(liar, iat=old()), typ="logout+jwt")).status_code == 400
        assert tell(liar.signed(word(liar), key=new_key("one"), typ="logout+jwt")).status_code == 400
        assert tell(liar.signed(liar.id_claims())).status_code == 400, "An ID token is no word of a sign-out."
        assert tell("").status_code == 400
        assert Session.objects.filter(person=today.sara.pk).count() == 2

        assert tell(liar.signed(word(liar), typ="logout+jwt")).status_code == 200
        assert client.get(reverse("family_plan", args=[today.noel.pk])).status_code == 302
        assert another.get(reverse("family_plan", args=[today.noel.pk])).status_code == 200
        # Again: it has nothing to end any more.
        assert tell(liar.signed(word(liar), typ="logout+jwt")).status_code == 200
        assert Client().get("/logga-in/med/liar/utloggad/").status_code == 405


def test_idn_04_one_signs_out_here_and_is_led_to_sign_out_there_without_a_token(
    liar: Liar, today: World, tmp_path: Path
) -> None:
    with connected([liar.provider(tmp_path)]):
        client = signed_in(liar, today)
        stored = str(dict(client.session))

        page = client.post(reverse("sign_out"), follow=True)

        assert "Lögnaren" in page.content.decode()
        address = client.get(reverse("provider_sign_out", args=["liar"]))["Location"]
        assert address.startswith(f"{liar.issuer}/end?client_id=barnets-plan")
        assert "id_token_hint" not in address
        liar.answers["/.well-known/openid-configuration"] = (500, "text/html", b"x")
    # Nothing of what the provider told stays in the session.
    for secret in ("an-access-token", "eyJ", *map(str, liar.claims.values())):
        assert secret not in stored
