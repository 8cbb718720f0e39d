"""Signing in with providers that we did not write (npm oidc-provider, certified), from the first link to the last page."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from barnetsplan.accounts.models import SignIn
from tests.oidc.foreign import Foreign
from tests.oidc.signing_in import citizen, connected, sign_in
from tests.world import World

pytestmark = [pytest.mark.slow]


def test_idn_01_a_guardian_signs_in_with_a_foreign_provider(foreign: Foreign, today: World, tmp_path: Path) -> None:
    provider = foreign.connect("citizen", tmp_path)
    client = Client()

    with connected([provider]):
        answer = sign_in(client, provider, citizen(today.sara))

        assert (answer.status_code, answer["Location"]) == (302, reverse("family_home")), answer.content.decode()
        assert "Noel" in client.get(answer["Location"]).content.decode()
    proof = SignIn.objects.get()
    assert (proof.person_id, proof.kind, proof.way, proof.level) == (today.sara.pk, "citizen", "citizen", 3)
    assert (proof.issuer, proof.transaction) == (provider.issuer, "txn-medborgare")
