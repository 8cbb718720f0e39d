"""Every column and every written field that can tell where somebody is: the register of places (law.md PROT-02).

A field that is named here reaches nobody outside the protection circle of a protected person; how, says its keeping.
It stands beside the register of information and is plain data like it: a test names the field that is missing.

*Source:* OSL 21:3 (comparable data that can reveal where somebody lives), 21:3 a (also together with other data), 26:2.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Keeping(StrEnum):
    """How a field is kept from those who may not know."""

    FUNCTION = "function"
    """Shown as what the service does (``protection.functions``)."""
    RELATION = "relation"
    """Never shown itself; it names a unit, which is shown as a function."""
    NOT_STORED = "not_stored"
    """Left out when it is written about a protected child, and when older content is opened for the family."""
    GATE = "gate"
    """On pages of professionals alone, behind the named list."""
    NO_NAME = "no_name"
    """Shown without the name, for a name can be looked up."""


_K = Keeping
#: Keeping -> models and kinds of entries with their fields.
LOCATION_BEARING: Final[Mapping[Keeping, Mapping[str, str]]] = {
    _K.FUNCTION: {"organisations.Unit": "name short_name"},
    _K.GATE: {
        "organisations.Organisation": "code name municipality_code",
        "credentials.LocalAccount": "organisation",
        "identity.Commission": "unit_code",
        "organisations.SecrecyDomain": "code name organisation",
        "organisations.Unit": "code domain municipality_code locality phone",
        "organisations.LocalFunction": "code municipality_code name about",
        "people.MaturityDecision": "domain",
        "reporting.HarmAnswer": "unit domain",
    },
    _K.RELATION: {
        "accounts.Assignment": "unit",
        "accounts.OneTimeCode": "unit",
        "cases.Advice": "from_unit to_unit",
        "cases.Case": "unit",
        "consent.ConsentRequest": "asked_by",
        "consent.ConsentRow": "service discloser recipient",
        "consent.Override": "unit",
        "coordination.Investigation": "unit",
        "coordination.InvestigationAsk": "unit",
        "coordination.Term": "unit",
        "duties.EmergencyOpening": "unit",
        "duties.Raised": "unit organisation",
        "duties.Replayed": "unit",
        "gathering.Question": "to",
        "guests.Guest": "unit",
        "handover.Offer": "from_unit to_unit",
        "identity.UnitCode": "unit",
        "meetings.BoardLine": "voice responsible",
        "meetings.CalendarFeed": "party",
        "meetings.Invitee": "party",
        "meetings.Meeting": "chair",
        "meetings.SuitsWhom": "party",
        "notices.Notice": "party about",
        "people.Involvement": "unit",
        "people.Pause": "unit",
        "people.ProposedGuardian": "unit",
        "people.Relationship": "unit",
        "people.Restriction": "unit",
        "people.WhereaboutsHidden": "unit",
        "plans.Plan": "custodian",
        "plans.Seat": "unit",
        "records.Disclosure": "discloser",
        "records.Draft": "party",
        "records.Entry": "owner voice responsible",
        "records.Promise": "party",
        "records.Received": "recipient",
        "records.ReceivedOpening": "recipient",
        "records.Release": "recipient",
        "audit.AuditEvent": "party",
    },
    _K.NOT_STORED: {
        "action": "person",
        "contact": "name role phone",
        "informed": "recipient",
        "invitation": "where",
        "own_words": "attached",
        "paper_plan": "attached",
        "plan_reference": "owner contact",
        "sip": "overall",
    },
    _K.NO_NAME: {"audit.AuditEvent": "person"},
}

#: What stands among places and tells none, with why not.
NO_PLACE: Final[Mapping[str, str]] = {
    "accounts.CodeTry.address_hash": "A keyed hash of where a request came from, gone after an hour.",
    "accounts.Session.agent": "A browser and a kind of machine, in our words.",
    "accounts.Assignment.role": "Every county has these roles.",
    "consent.ConsentGiver.role": "Guardian, child or other adult.",
    "credentials.Attempt.place": "A keyed hash of where a request came from.",
    "credentials.LocalAccount.name": "What somebody at work signs in by.",
    "credentials.Passkey.device": "What its owner calls a key.",
    "guests.Guest.sealed_name": "Who somebody is, not where.",
    "meetings.Meeting.spoke_for_child": "A person, not where.",
    "organisations.LocalFunction.source": "A document of the county.",
    "organisations.Organisation.id": "An id, looked up nowhere.",
    "organisations.Organisation.kind": "Every county has these kinds.",
    "organisations.Party.id": "An id, looked up nowhere.",
    "organisations.Party.kind": "A unit, a person or a plan.",
    "organisations.ReportingPoint.address": "The county's list is shown whole to everybody, whoever reads it.",
    "organisations.ReportingPoint.invented": "About the demonstration.",
    "organisations.ReportingPoint.municipality": "The county's list is shown whole to everybody, whoever reads it.",
    "organisations.ReportingPoint.municipality_code": "The county's list is shown whole to everybody.",
    "organisations.ReportingPoint.office_hours": "The county's list is shown whole to everybody.",
    "organisations.ReportingPoint.office_phone": "The county's list is shown whole to everybody.",
    "organisations.ReportingPoint.out_of_hours_phone": "The county's list is shown whole to everybody.",
    "organisations.SecrecyDomain.id": "An id, looked up nowhere.",
    "organisations.SecrecyDomain.regime": "Law, and the same in every county.",
    "organisations.SecrecyDomain.section": "Law, and the same in every county.",
    "organisations.SecrecyDomain.strength": "Law, and the same in every county.",
    "organisations.Unit.guest": "Says that a unit is one invited person.",
    "organisations.Unit.guest_until": "A day and a time.",
    "organisations.Unit.party": "The unit's own id.",
    "organisations.Unit.placeless": "Says that there is no place.",
    "organisations.Unit.sector": "What a unit does; every county has these, and it stands in place of the name.",
    "people.Person.party": "The person's own id.",
    "people.Person.sealed_name": "Who somebody is, not where.",
    "plans.Plan.party": "The plan's own id.",
    "plans.Version.in_room": "Who of the family was there, by their ids.",
    "plans.VersionItem.position": "The order of the items.",
    "sending.Routine.name": "What the program does by itself.",
    "audit.SealedEvent.position": "The place in the log.",
    "analysis.other_service": "Running text: what another service could do.",
    "analysis.own_service": "Running text: what the own service could do.",
    "invitation.when": "A day and a time.",
    "action.when": "A day or how often.",
}


def location_bearing() -> Mapping[str, Keeping]:
    """Each tagged field as ``room.Model.field`` or ``kind.field``, with how it is kept."""
    return {
        f"{thing}.{field}": keeping
        for keeping, things in LOCATION_BEARING.items()
        for thing, names in things.items()
        for field in names.split()
    }
