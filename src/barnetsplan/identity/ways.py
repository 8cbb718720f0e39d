"""The ways of signing in that the operator's file names, for the page where one chooses."""

from collections.abc import Iterable, Mapping
from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from barnetsplan.accounts.ways import Way
from barnetsplan.domain.vocabulary import SignInKind
from barnetsplan.identity.provider import Provider

_WORDS: Final[Mapping[str, Promise]] = {
    "citizen": _("Du behöver din egen e-legitimation. Så loggar också den in som är inbjuden som gäst."),
    "employee": _("Du behöver den e-legitimation som du har i ditt arbete."),
}


def providers() -> Mapping[str, Provider]:
    """The providers of this installation, by their keys."""
    known: Mapping[str, Provider] = settings.SIGN_IN_PROVIDERS
    return known


def ways() -> Iterable[Way]:
    """One way for each provider, in the order of the file."""
    for provider in providers().values():
        kind = SignInKind(provider.profile.kind)
        start = reverse("provider_start", args=[provider.key])
        leave = reverse("provider_left", args=[provider.key]) if provider.row.sign_out else ""
        yield Way(provider.key, provider.label, kind, start, _WORDS[provider.profile.kind], leave)
