"""The one table: act -> rules. An act without a row, or with an empty row, is no one's (ADR 0004)."""

from collections.abc import Mapping

from barnetsplan.policy.acts import Act
from barnetsplan.policy.rules import Rule
from barnetsplan.policy.table import (
    case,
    consent,
    credentials,
    desk,
    disclosure,
    duties,
    family,
    guests,
    meeting,
    own,
    plan,
    protection,
    relations,
    writing,
)

TABLE: Mapping[Act, tuple[Rule, ...]] = {
    **own.ROWS,
    **desk.ROWS,
    **case.ROWS,
    **consent.ROWS,
    **credentials.ROWS,
    **guests.ROWS,
    **meeting.ROWS,
    **plan.ROWS,
    **family.ROWS,
    **duties.ROWS,
    **disclosure.ROWS,
    **protection.ROWS,
    **relations.ROWS,
    **writing.ROWS,
}
