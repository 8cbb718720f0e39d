"""``barnetsplan providers``: what to tell each identity provider of us, and whether it can be reached."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone

from barnetsplan.identity.discovery import keys_of, metadata_of
from barnetsplan.identity.faults import NotProven
from barnetsplan.identity.provider import Provider
from barnetsplan.identity.ways import providers


class Command(BaseCommand):
    """Asks each provider of the file what it says of itself."""

    help = "Print what to register at each identity provider, and check that it can be reached."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The address under which people reach us."""
        parser.add_argument("address", help="as in https://plan.example.se")

    def handle(self, *, address: str, **_: Any) -> None:
        """Print, and end with an error when one cannot be used."""
        wrong = [provider.key for provider in providers().values() if not self._is_right(provider, address)]
        if wrong:
            raise CommandError(f"Cannot be used now: {', '.join(wrong)}.")

    def _is_right(self, provider: Provider, address: str) -> bool:
        def ours(name: str) -> str:
            return address.rstrip("/") + reverse(name, args=[provider.key])

        self.stdout.write(f"{provider.key}, {provider.issuer}")
        self.stdout.write(f"  redirect_uris             {ours('provider_answer')}")
        self.stdout.write(f"  jwks_uri                  {ours('provider_keys')}")
        self.stdout.write(f"  backchannel_logout_uri    {ours('provider_signed_out')}")
        self.stdout.write(f"  post_logout_redirect_uris {address.rstrip('/')}{reverse('start')}")
        at = timezone.now()  # noqa: TID251  # a command is its own clock
        try:
            metadata_of(provider, at=at)
            number = len(keys_of(provider, at=at).keys)
        except NotProven as fault:
            self.stdout.write(f"  not usable: {fault}")
            return False
        self.stdout.write(f"  answers, and shows {number} key(s) that we can believe")
        return True
