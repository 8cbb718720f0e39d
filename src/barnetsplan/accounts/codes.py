"""A code for a young person without an e-identification: given by hand, used once, and good for little (law.md IDN-30).

Nobody is named by a code, so a wrong one belongs to nobody, and no account can be locked by trying.
"""

import secrets
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from barnetsplan import context
from barnetsplan.accounts.actions import open_account
from barnetsplan.accounts.models import CodeTry, OneTimeCode, SignIn
from barnetsplan.accounts.signing import record_sign_in
from barnetsplan.accounts.ways import Way
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.vocabulary import SignInKind
from barnetsplan.people.models import Child
from barnetsplan.people.queries import age_of
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.vault.masters import keyed_hash

WAY: Final = "code"
#: Letters and figures that nobody takes for one another, read aloud or written by hand.
_LETTERS: Final = "ABCDEFHJKLMNPRSTUVXYZ346789"
_LENGTH: Final = 8


def ways() -> tuple[Way, ...]:
    """Having been given a code."""
    words = _("Av skolsköterskan eller ungdomsmottagningen, när du inte har e-legitimation.")
    return (Way(WAY, _("Jag har fått en kod"), SignInKind.CODE, reverse("code"), words),)


@transaction.atomic
def give_code(*, child: Child, by: Actor, at: datetime) -> str | Refused:
    """Make a code for a young person who sits here; an earlier one that nobody has used ends. It is kept as a hash.

    *Source:* law.md IDN-30.
    """
    agreed = current().signing_in
    age = age_of(child, at=at)
    if age is None or not agreed.code_from_age <= age < current().age_ceiling:
        return Refused(Reason.TOO_YOUNG_FOR_CODE)
    code = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    OneTimeCode.objects.filter(child=child, used_at__isnull=True, valid_until__gt=at).update(valid_until=at)
    OneTimeCode.objects.create(
        child=child,
        given_by_id=by.person_id,
        unit_id=by.party_id,
        code_hash=_hash(code),
        given_at=at,
        valid_until=at + timedelta(minutes=agreed.code_valid),
    )
    return f"{code[:4]}-{code[4:]}"


def use_code(typed: str, *, address: str, at: datetime) -> SignIn | Refused:
    """Take a code once, and write down that its child has come by it; a wrong one is counted where it came from."""
    agreed, origin = current().signing_in, keyed_hash(address, purpose="address of a code")
    with context.job("codes", at=at), transaction.atomic():
        since = at - timedelta(minutes=agreed.code_valid)
        CodeTry.objects.filter(at__lte=since).delete()
        if CodeTry.objects.filter(address_hash=origin).count() >= agreed.code_tries:
            return Refused(Reason.TOO_MANY_TRIES)
        found = OneTimeCode.objects.select_for_update().filter(code_hash=_hash(_plain(typed)), used_at__isnull=True)
        code = found.filter(valid_until__gt=at).first()
        if code is None:
            CodeTry.objects.create(address_hash=origin, at=at)
            return Refused(Reason.NO_SUCH_CODE)
        code.used_at = at
        code.save(update_fields=["used_at"])
        open_account(code.child_id)
        return record_sign_in(person=code.child_id, kind=SignInKind.CODE, way=WAY, acr=WAY, at=at)


def giver_of_code(child: UUID, *, at: datetime) -> UUID | None:
    """The unit that gave the newest code by which the child has come, within the session that it opens."""
    since = at - timedelta(minutes=current().signing_in.code_session)
    with context.job("codes", at=at):
        rows = OneTimeCode.objects.filter(child=child, used_at__gte=since).order_by("-used_at")
        return rows.values_list("unit", flat=True).first()


def _plain(typed: str) -> str:
    return "".join(letter for letter in typed.upper() if letter in _LETTERS)[: 2 * _LENGTH]


def _hash(code: str) -> bytes:
    return keyed_hash(code, purpose="one-time code")
