"""Reading local accounts; only the job ``credentials`` is given their rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q

from barnetsplan import context
from barnetsplan.accounts.models import Assignment
from barnetsplan.credentials import codes
from barnetsplan.credentials.attempts import JOB
from barnetsplan.credentials.models import Invitation, LocalAccount, Passkey
from barnetsplan.organisations.queries import organisation_of
from barnetsplan.people.queries import live, names_of
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.vault.sealing import Place


def totp_place(account: UUID) -> Place:
    """Where the sealed secret of an app lies."""
    return Place("credentials_localaccount", "sealed_totp", account)


def _open(at: datetime) -> Q:
    return Q(used_at__isnull=True, withdrawn_at__isnull=True, made_at__lte=at, valid_until__gt=at)


def open_invitation(key: UUID, *, at: datetime) -> Invitation | None:
    """An invitation that is good now, whose assignment holds; within the job."""
    rows = Invitation.objects.filter(_open(at), pk=key).select_related("assignment__unit__domain")
    found = rows.first()
    if found is None or not Assignment.objects.filter(live(at), pk=found.assignment_id).exists():
        return None
    return found


def invitation_by(code: str, *, at: datetime) -> UUID | None:
    """The invitation that a code opens now."""
    with context.job(JOB, at=at):
        found = Invitation.objects.filter(code_hash=codes.invitation_hash(code)).values_list("pk", flat=True).first()
        return found if found and open_invitation(found, at=at) else None


def is_open(invitation: UUID, *, at: datetime) -> bool:
    """Whether an invitation is good now."""
    with context.job(JOB, at=at):
        return open_invitation(invitation, at=at) is not None


def account_named(name: str, *, at: datetime) -> LocalAccount | None:
    """The account of a name, with its key and organisation, when it has not been ended."""
    with context.job(JOB, at=at):
        rows = LocalAccount.objects.select_related("key", "organisation")
        return rows.filter(name=name.strip().lower(), ended_at__isnull=True).first()


def passkey_named(credential: bytes, *, at: datetime) -> Passkey | None:
    """The passkey that a browser names, with its account, when that has not been ended."""
    with context.job(JOB, at=at):
        rows = Passkey.objects.select_related("account__organisation")
        return rows.filter(credential=credential, account__ended_at__isnull=True).first()


def credentials_of(account: UUID, *, at: datetime) -> tuple[bytes, ...]:
    """The passkeys of an account by their own names, so that a device makes no second one."""
    with context.job(JOB, at=at):
        return tuple(
            bytes(each) for each in Passkey.objects.filter(account=account).values_list("credential", flat=True)
        )


@dataclass(frozen=True, slots=True)
class OwnPasskey:
    """One passkey as its owner sees it."""

    id: UUID
    device: str
    added_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class OwnAccount:
    """The own account from one organisation: how one signs in, and how much is left of what is on paper."""

    id: UUID
    name: str
    has_app: bool
    passkeys: tuple[OwnPasskey, ...]
    codes_left: int

    @property
    def may_remove(self) -> bool:
        """Whether a second step would be left."""
        return self.has_app or len(self.passkeys) > 1


def own_account(actor: Actor, *, at: datetime) -> OwnAccount | None:
    """The account that the actor has from the organisation for which they act."""
    organisation = organisation_of(actor.party)
    with context.job(JOB, at=at):
        mine = LocalAccount.objects.filter(person=actor.person, organisation=organisation, ended_at__isnull=True)
        found = mine.annotate(left=Count("recovery_codes", filter=Q(recovery_codes__used_at__isnull=True))).first()
        if found is None:
            return None
        keys = list(Passkey.objects.filter(account=found).order_by("added_at", "pk"))
    return OwnAccount(
        id=found.pk,
        name=found.name,
        has_app=found.sealed_totp is not None,
        passkeys=tuple(OwnPasskey(key.pk, key.device, key.added_at, key.used_at) for key in keys),
        codes_left=found.left,
    )


@dataclass(frozen=True, slots=True)
class Colleague:
    """A colleague with an assignment, and how far they have come with a local account."""

    assignment: UUID
    name: str
    role: str
    unit: str
    begun_at: datetime | None
    invited_until: datetime | None
    is_oneself: bool


def colleagues(actor: Actor, *, at: datetime) -> tuple[Colleague, ...]:
    """Everybody who works in the actor's organisation now, by name: one line for each assignment."""
    organisation = organisation_of(actor.party)
    rows = list(
        Assignment.objects.filter(live(at), unit__domain__organisation=organisation, unit__guest=False)
        .select_related("unit")
        .order_by("unit__name", "pk")
    )
    begun, invited = _stands(organisation, at)
    names = names_of(row.person_id for row in rows)
    found = (
        Colleague(
            assignment=row.pk,
            name=names[row.person_id],
            role=current().role(row.role).label,
            unit=row.unit.name,
            begun_at=begun.get(row.person_id),
            invited_until=invited.get(row.person_id),
            is_oneself=row.person_id == actor.person,
        )
        for row in rows
    )
    return tuple(sorted(found, key=lambda one: (one.name, one.unit)))


def _stands(organisation: UUID | None, at: datetime) -> tuple[Mapping[UUID, datetime], Mapping[UUID, datetime]]:
    with context.job(JOB, at=at):
        accounts = LocalAccount.objects.filter(organisation=organisation, ended_at__isnull=True)
        begun = dict(accounts.values_list("person", "begun_at"))
        waiting = Invitation.objects.filter(_open(at), assignment__unit__domain__organisation=organisation)
        invited = dict(waiting.values_list("assignment__person", "valid_until"))
    return begun, invited


def find_colleague(key: UUID) -> Assignment | None:
    """An assignment by id, with its unit and domain."""
    return Assignment.objects.select_related("unit__domain").filter(pk=key, unit__guest=False).first()
