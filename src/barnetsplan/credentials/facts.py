"""A colleague's assignment as a thing for the gate: opened by whoever answers for the accounts of its organisation."""

from datetime import datetime
from uuid import UUID

from barnetsplan.access.gate import Thing
from barnetsplan.accounts.models import Assignment
from barnetsplan.credentials.queries import find_colleague
from barnetsplan.domain.protection import Protection
from barnetsplan.domain.vocabulary import Relation
from barnetsplan.organisations.queries import organisation_of
from barnetsplan.policy.facts import Actor, Facts


def _facts(actor: Actor, colleague: Assignment, at: datetime) -> Facts:
    own = organisation_of(actor.party) == colleague.unit.domain.organisation_id
    holds = colleague.valid_from <= at < colleague.valid_until
    return Facts(actor=actor, relations=actor.duties | ({Relation.ASKED} if own and holds else frozenset()))


def _nobody(_colleague: Assignment) -> None:
    return None


def _unlocked(_child: UUID) -> None:
    return None


def _unguarded(_colleague: Assignment) -> str:
    return Protection.NONE


COLLEAGUE: Thing[Assignment] = Thing(
    find=find_colleague, facts=_facts, child=_nobody, lock=_unlocked, protection=_unguarded
)
