"""The way of signing in that this room has."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from barnetsplan.accounts.ways import Way
from barnetsplan.domain.vocabulary import SignInKind


def ways() -> tuple[Way, ...]:
    """One: with an account from one's own organisation."""
    return (
        Way(
            key="local",
            label=_("Konto från din organisation"),
            kind=SignInKind.LOCAL,
            address=reverse("local_sign_in"),
            words=_("För dig som har fått en inbjudan på papper: en nyckel i telefonen, eller lösenord och kod."),
        ),
    )
