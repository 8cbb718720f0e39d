"""Every write of local accounts: invitations, setting up, proving, and what one changes oneself (ADR 0020).

All of it is done by the job ``credentials``: no session is given a row of these tables.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import F, Q

from barnetsplan import context
from barnetsplan.accounts.models import Assignment, Session
from barnetsplan.credentials import codes, passkeys
from barnetsplan.credentials.attempts import JOB
from barnetsplan.credentials.models import Invitation, LocalAccount, Passkey, RecoveryCode
from barnetsplan.credentials.queries import open_invitation, totp_place
from barnetsplan.domain.decisions import Reason, Refused, Taken
from barnetsplan.domain.periods import midnight_of
from barnetsplan.domain.vocabulary import SignInKind
from barnetsplan.vault.sealing import make_key, seal_bytes

#: So long an invitation on paper is good, at most.
LONGEST_DAYS: Final = 14
_MOST_PASSKEYS: Final = 8


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation just made, and its code, which is shown now and never again."""

    invitation: Invitation
    code: str


@transaction.atomic
def invite(
    *, assignment: Assignment, last_day: date, invitation_id: UUID, by: UUID | None, at: datetime
) -> Invited | Refused:
    """Invite a colleague to make a local account, or to make it anew; an earlier invitation is good no longer.

    Nobody invites themselves: whoever could would never need another's eyes (law.md 4.1, ASVS 6.4).
    """
    if by == assignment.person_id:
        return Refused(Reason.SAME_PERSON)
    until = midnight_of(last_day + timedelta(days=1))
    if not at < until <= at + timedelta(days=LONGEST_DAYS + 1):
        return Refused(Reason.ENDS_BEFORE_BEGINNING)
    code = codes.invitation_code()
    with context.job(JOB, at=at):
        if Invitation.objects.filter(pk=invitation_id).exists():
            raise Taken
        _withdraw(assignment, at)
        invitation = Invitation(
            id=invitation_id,
            assignment=assignment,
            invited_by_id=by,
            code_hash=codes.invitation_hash(code),
            made_at=at,
            valid_until=until,
        )
        invitation.save(force_insert=True)
    return Invited(invitation, code)


def _withdraw(assignment: Assignment, at: datetime) -> None:
    Invitation.objects.filter(_of_same_account(assignment), used_at__isnull=True, withdrawn_at__isnull=True).update(
        withdrawn_at=at
    )


def _of_same_account(assignment: Assignment) -> Q:
    organisation = assignment.unit.domain.organisation_id
    return Q(assignment__person=assignment.person_id, assignment__unit__domain__organisation=organisation)


@transaction.atomic
def end_account(*, assignment: Assignment, by: UUID | None, at: datetime) -> Assignment | Refused:
    """End a colleague's local account from this organisation, and whatever invitation is open."""
    if by == assignment.person_id:
        return Refused(Reason.SAME_PERSON)
    organisation = assignment.unit.domain.organisation_id
    with context.job(JOB, at=at):
        _withdraw(assignment, at)
        LocalAccount.objects.filter(
            person=assignment.person_id, organisation=organisation, ended_at__isnull=True
        ).update(ended_at=at)
    _end_sessions(assignment)
    return assignment


def _end_sessions(assignment: Assignment) -> None:
    """Whoever has come in by the account is signed out with the commit (law.md 4.1: ASVS 7.4.2, 7.4.3)."""
    organisation = assignment.unit.domain.organisation_id
    mine = Session.objects.filter(person=assignment.person_id, sign_in__kind=SignInKind.LOCAL)
    mine.filter(assignment__unit__domain__organisation=organisation).delete()


@dataclass(frozen=True, slots=True)
class Chosen:
    """What an invited person has chosen: a password, and for the second step an app's secret or a passkey."""

    password: str
    secret: bytes | None = None
    step: int = 0
    passkey: passkeys.Made | None = None
    device: str = ""


@dataclass(frozen=True, slots=True)
class SetUp:
    """An account just made: its name, and the codes that are shown now and never again."""

    account: UUID
    name: str
    recovery_codes: Sequence[str]


@transaction.atomic
def set_up(*, invitation: UUID, chosen: Chosen, at: datetime) -> SetUp | Refused:
    """Make the account of an invitation, once; what the account knew before is forgotten.

    *Source:* law.md 4.1 (ASVS 6.4.1-6.4.4): a reset goes the way of the first making, and never by e-mail.
    """
    password = make_password(chosen.password)
    with context.job(JOB, at=at):
        found = open_invitation(invitation, at=at)
        used = Invitation.objects.filter(pk=invitation, used_at__isnull=True, withdrawn_at__isnull=True)
        if found is None or not used.update(used_at=at):
            return Refused(Reason.INVITATION_OVER)
        account = _account_of(found.assignment, at)
        account.password, account.ended_at, account.sealed_totp = password, None, None
        account.generation = F("generation") + 1
        if chosen.secret is not None:
            account.sealed_totp = seal_bytes(chosen.secret, key=account.key, place=totp_place(account.pk))
            account.totp_step = chosen.step
        account.save(update_fields=["password", "ended_at", "sealed_totp", "totp_step", "generation"])
        Passkey.objects.filter(account=account).delete()
        if chosen.passkey is not None:
            _keep(account, chosen.passkey, chosen.device, at)
        _end_sessions(found.assignment)
        return SetUp(account.pk, account.name, _new_codes(account))


def _account_of(assignment: Assignment, at: datetime) -> LocalAccount:
    organisation = assignment.unit.domain.organisation_id
    mine = LocalAccount.objects.select_for_update(of=("self",)).select_related("key")
    found = mine.filter(person=assignment.person_id, organisation=organisation).first()
    if found is not None:
        return found
    return LocalAccount.objects.create(
        person_id=assignment.person_id,
        organisation_id=organisation,
        key=make_key(at=at),
        name=_free_name(),
        begun_at=at,
    )


def _free_name() -> str:
    name = codes.account_name()
    while LocalAccount.objects.filter(name=name).exists():
        name = codes.account_name()
    return name


def _keep(account: LocalAccount, made: passkeys.Made, device: str, at: datetime) -> Passkey:
    return Passkey.objects.create(
        account=account, credential=made.credential, public=made.public, uses=made.uses, device=device, added_at=at
    )


def _new_codes(account: LocalAccount) -> Sequence[str]:
    made = codes.recovery_codes()
    RecoveryCode.objects.filter(account=account).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(account=account, code_hash=codes.recovery_hash(code, account=account.pk)) for code in made
    )
    return made


@transaction.atomic
def use_step(*, account: UUID, step: int, at: datetime) -> bool:
    """Use an app's code; one of a half minute that has been used, or of an earlier one, is used (RFC 6238 5.2)."""
    with context.job(JOB, at=at):
        return bool(LocalAccount.objects.filter(pk=account, totp_step__lt=step).update(totp_step=step))


@transaction.atomic
def use_recovery_code(*, account: UUID, code: str, at: datetime) -> bool:
    """Use a recovery code, once."""
    with context.job(JOB, at=at):
        found = RecoveryCode.objects.filter(account=account, code_hash=codes.recovery_hash(code, account=account))
        return bool(found.filter(used_at__isnull=True).update(used_at=at))


@transaction.atomic
def use_passkey(*, passkey: UUID, uses: int, at: datetime) -> bool:
    """Count the use of a passkey; one that counts, and has not counted on, is a copy (WebAuthn 6.1.1)."""
    with context.job(JOB, at=at):
        found = Passkey.objects.filter(pk=passkey)
        if uses:
            found = found.filter(uses__lt=uses)
        return bool(found.update(uses=uses, used_at=at))


@transaction.atomic
def add_passkey(*, account: UUID, made: passkeys.Made, device: str, at: datetime) -> UUID | Refused:
    """Keep one more passkey of the own account."""
    with context.job(JOB, at=at):
        mine = LocalAccount.objects.select_for_update().get(pk=account)
        if Passkey.objects.filter(account=mine).count() >= _MOST_PASSKEYS:
            return Refused(Reason.TOO_MANY_PASSKEYS)
        if Passkey.objects.filter(credential=made.credential).exists():
            return Refused(Reason.ID_TAKEN)
        return _keep(mine, made, device, at).pk


@transaction.atomic
def remove_passkey(*, account: UUID, passkey: UUID, at: datetime) -> UUID | Refused:
    """Let one of the own passkeys open nothing any longer; the last second step stays."""
    with context.job(JOB, at=at):
        mine = LocalAccount.objects.select_for_update().get(pk=account)
        others = Passkey.objects.filter(account=mine).exclude(pk=passkey)
        if mine.sealed_totp is None and not others.exists():
            return Refused(Reason.LAST_SECOND_STEP)
        Passkey.objects.filter(account=mine, pk=passkey).delete()
    return passkey


@transaction.atomic
def change_password(*, account: UUID, password: str, at: datetime) -> UUID:
    """Choose another password."""
    made = make_password(password)
    with context.job(JOB, at=at):
        LocalAccount.objects.filter(pk=account).update(password=made)
    return account


@transaction.atomic
def new_recovery_codes(*, account: UUID, at: datetime) -> Sequence[str]:
    """Make new recovery codes; the old ones are good no longer."""
    with context.job(JOB, at=at):
        return _new_codes(LocalAccount.objects.select_for_update().get(pk=account))
