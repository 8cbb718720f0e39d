"""Names by which the providers know the cast, and a sign-in from the first link to the last page."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpResponse
from django.test import Client, override_settings

from barnetsplan.identity.actions import give_code, give_name
from barnetsplan.identity.provider import Provider
from barnetsplan.people.models import Person
from barnetsplan.people.queries import number_of
from tests.cast import World, made
from tests.oidc.foreign import CARE, sign_in_there

NUMBER = "https://id.oidc.se/claim/personalIdentityNumber"
AFFILIATION = "https://id.oidc.se/claim/orgAffiliation"
HSA_UNIT = "SE5560000000-BVC"


class connected(override_settings):  # noqa: N801  # used as Django's own
    """This installation has these providers."""

    def __init__(self, providers: Iterable[Provider]) -> None:
        """Name them in the settings."""
        super().__init__(
            SIGN_IN_PROVIDERS={each.key: each for each in providers}, SIGN_IN_WAYS=("barnetsplan.identity.ways.ways",)
        )


def named(world: World) -> None:
    """Give the professionals names in their directories: Maria two of them, by HSA and as an employee."""
    for actor, scheme, value in (
        (world.maria, "hsa", "SE5560000000-0001"),
        (world.maria, "org_affiliation", "maria@5560000000"),
        (world.leila, "org_affiliation", "leila@5560000000"),
        (world.linda, "eppn", "linda@skola.example"),
        (world.stranger, "eppn", "sten@skola.example"),
    ):
        person = Person.objects.select_related("key").get(pk=actor.person_id)
        give_name(person=person, scheme=scheme, value=value, at=world.at)
    give_code(unit=world.bvc, scheme="hsa", code=HSA_UNIT)
    give_code(unit=world.school, scheme="school_unit", code="12345678")


def citizen(person: Person) -> dict[str, Any]:
    """What a provider says of a private person."""
    whole = Person.objects.select_related("key").get(pk=person.pk)
    return {NUMBER: made(number_of(whole)).digits, "txn": "txn-medborgare"}


def employee(name: str = "maria", organisation: str = "5560000000") -> dict[str, Any]:
    """What a municipality says of its employee."""
    return {AFFILIATION: f"{name}@{organisation}", "txn": "txn-anställd"}


def commission(**changes: str) -> dict[str, Any]:
    """What Inera says of Maria and the commission that she has chosen."""
    return {
        "employeeHsaId": "SE5560000000-0001",
        "commissionHsaId": "SE5560000000-U1",
        "commissionPurpose": CARE,
        "healthCareUnitHsaId": HSA_UNIT,
        "healthCareProviderHsaId": "SE5560000000-VG",
        **changes,
    }


def start(client: Client, key: str) -> str:
    """Where our page sends the browser."""
    answer = client.get(f"/logga-in/med/{key}/")
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def sign_in(client: Client, provider: Provider, claims: Mapping[str, Any], **how: Any) -> HttpResponse:
    """Sign in there, and bring back here what one was given."""
    back = sign_in_there(start(client, provider.key), claims, **how)
    answer: HttpResponse = client.get(back)  # type: ignore[assignment]
    return answer
