"""The one way of signing in that the demonstration has: choosing whom to be."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from barnetsplan.accounts.ways import Way
from barnetsplan.demo.entering import WAY
from barnetsplan.domain.vocabulary import SignInKind


def ways() -> tuple[Way, ...]:
    """Choosing an invented person."""
    words = _("Alla människor är påhittade.")
    return (Way(WAY, _("Välj vem du vill vara"), SignInKind.DEMO, reverse("demo_choose"), words),)
