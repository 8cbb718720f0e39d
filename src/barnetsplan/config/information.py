"""What every column holds, and how long it is kept: the one register of information (law.md GDPR-01, ARK-04).

It stands on the top floor, beside the settings, because it speaks of every room and no room may know the others;
it is plain data with names and no imports, so that an officer for data protection can read it from end to end.
A new field is written here first; the house rules name the one that is missing.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Information(StrEnum):
    """What a column holds, as far as harm goes."""

    IDENTITY = "identity"
    """Who somebody is: sealed, or a keyed hash."""
    CONTACT = "contact"
    """How somebody is reached."""
    SEALED_TEXT = "sealed_text"
    """What people wrote; readable only behind the gate."""
    KEY = "key"
    """A wrapped key, or what stands in for a password."""
    STATE = "state"
    """A word from a closed list, a number or a yes or no; it tells something about a child only together with a row."""
    TIME = "time"
    """A day or a moment."""
    REFERENCE = "reference"
    """The id of another row, or the row's own."""
    PROOF = "proof"
    """A hash, or the very bytes that a hash covers."""
    PUBLIC = "public"
    """About an organisation, as anybody may read it on its own pages."""


class Retention(StrEnum):
    """Until when a row is kept; the sentence is in ``RULES``."""

    RECORD = "record"
    PERSON = "person"
    LOG = "log"
    REPORT = "report"
    DRAFT = "draft"
    BOARD = "board"
    NOTICE = "notice"
    WORK = "work"
    ORGANISATION = "organisation"
    SESSION = "session"
    PROGRAM = "program"


RULES: Final[Mapping[Retention, str]] = {
    Retention.RECORD: "As long as the discloser's and the recipient's own records of the child: five years after the "
    "last note in social services, at least ten in health care, by the school's own plan; disposal by two persons. "
    "Source: SoL 16:1-2; PDL 3:17; law.md ARK-04.",
    Retention.PERSON: "As long as any record of or by the person is kept; destroying the key disposes of the name and "
    "the number in the backups too. Source: law.md ARK-04; ADR 0005.",
    Retention.REPORT: "By the plan of the reporter's own board, apart from the record of the child: destroying the "
    "row's own key disposes of it. Source: OSL 40:7 g; law.md ORO-04.",
    Retention.LOG: "At least five years, and as long as what it tells of; it holds ids and codes and never a name. "
    "Source: HSLF-FS 2016:40 4:9; law.md ARK-05.",
    Retention.DRAFT: "Until it is sent, at most 30 days after it was last saved. Source: architecture.md 2.",
    Retention.BOARD: "Until the meeting is finished; then its lines are entries. Source: architecture.md 2.",
    Retention.NOTICE: "As the record of the child it points to; it holds no text. Source: law.md ARK-04.",
    Retention.WORK: "As long as the log, which names the assignment behind each event. Source: law.md ARK-05.",
    Retention.ORGANISATION: "As long as anything that it owns or has received.",
    Retention.SESSION: "At most a working day, for the family an hour. Source: law.md 4.4.",
    Retention.PROGRAM: "The program's own tables; nothing about anybody.",
}

_I = Information
#: Model -> its retention, and its fields by what they hold.
MODELS: Final[Mapping[str, tuple[Retention, Mapping[Information, str]]]] = {
    "vault.Key": (Retention.PERSON, {_I.REFERENCE: "id", _I.KEY: "wrapped", _I.STATE: "master", _I.TIME: "made_at"}),
    "audit.AuditEvent": (
        Retention.LOG,
        {
            _I.REFERENCE: "id person party child thing",
            _I.TIME: "at",
            _I.STATE: "act permitted",
            _I.PROOF: "canonical leaf",
        },
    ),
    "audit.SealedEvent": (Retention.LOG, {_I.STATE: "position", _I.REFERENCE: "event"}),
    "audit.Checkpoint": (Retention.LOG, {_I.STATE: "size", _I.PROOF: "root frontier", _I.TIME: "at"}),
    "organisations.Party": (Retention.RECORD, {_I.REFERENCE: "id", _I.STATE: "kind"}),
    "organisations.Organisation": (
        Retention.ORGANISATION,
        {_I.REFERENCE: "id", _I.PUBLIC: "code name kind municipality_code"},
    ),
    "organisations.SecrecyDomain": (
        Retention.ORGANISATION,
        {_I.REFERENCE: "id organisation", _I.PUBLIC: "code name section strength regime"},
    ),
    "organisations.Unit": (
        Retention.ORGANISATION,
        {
            _I.REFERENCE: "party domain",
            _I.PUBLIC: "code name short_name sector municipality_code locality phone placeless",
        },
    ),
    "organisations.ReportingPoint": (
        Retention.ORGANISATION,
        {
            _I.PUBLIC: "municipality_code municipality office_phone office_hours out_of_hours_phone address invented",
        },
    ),
    "organisations.LocalFunction": (
        Retention.ORGANISATION,
        {_I.PUBLIC: "code municipality_code name about source"},
    ),
    "people.Person": (
        Retention.PERSON,
        {_I.REFERENCE: "party key", _I.IDENTITY: "number_hash sealed_number sealed_name", _I.STATE: "protection"},
    ),
    "people.Child": (
        Retention.PERSON,
        {
            _I.REFERENCE: "person carried_by",
            _I.IDENTITY: "born_on",
            _I.TIME: "expected_on",
            _I.STATE: "protection",
        },
    ),
    "people.Guardianship": (
        Retention.RECORD,
        {
            _I.REFERENCE: "id child guardian seen_by seen_by_second",
            _I.STATE: "kind source",
            _I.TIME: "valid_from valid_until",
        },
    ),
    "people.Involvement": (
        Retention.RECORD,
        {_I.REFERENCE: "id unit child", _I.STATE: "reason", _I.TIME: "valid_from valid_until"},
    ),
    "people.MaturityDecision": (
        Retention.RECORD,
        {
            _I.REFERENCE: "id child domain decided_by",
            _I.STATE: "matter outcome",
            _I.SEALED_TEXT: "sealed_reason",
            _I.TIME: "valid_from valid_until ended_at",
        },
    ),
    "people.Pause": (
        Retention.RECORD,
        {
            _I.REFERENCE: "id child unit said_by about lifted_by",
            _I.STATE: "said_as",
            _I.SEALED_TEXT: "sealed_reason sealed_lifting",
            _I.TIME: "begun_at lifted_at",
        },
    ),
    "people.Relationship": (
        Retention.RECORD,
        {
            _I.REFERENCE: "id child adult unit recorded_by",
            _I.STATE: "kind source",
            _I.TIME: "valid_from valid_until",
        },
    ),
    "people.Restriction": (
        Retention.RECORD,
        {
            _I.REFERENCE: "id child person unit recorded_by",
            _I.SEALED_TEXT: "sealed_evidence",
            _I.TIME: "begun_at ended_at",
        },
    ),
    "people.ProposedGuardian": (
        Retention.RECORD,
        {
            _I.REFERENCE: "id child guardian unit proposed_by answered_by",
            _I.STATE: "kind source confirmed",
            _I.SEALED_TEXT: "sealed_evidence",
            _I.TIME: "seen_on proposed_at answered_at",
        },
    ),
    "people.WhereaboutsHidden": (
        Retention.RECORD,
        {
            _I.REFERENCE: "id child hidden_from unit decided_by",
            _I.STATE: "ground",
            _I.SEALED_TEXT: "sealed_reason",
            _I.TIME: "decided_at review_on ended_at",
        },
    ),
    "people.WhereaboutsReview": (
        Retention.RECORD,
        {
            _I.REFERENCE: "id hidden reviewed_by",
            _I.STATE: "kept",
            _I.SEALED_TEXT: "sealed_reason",
            _I.TIME: "reviewed_at",
        },
    ),
    "accounts.FamilySession": (Retention.SESSION, {_I.REFERENCE: "session person"}),
    "accounts.Account": (Retention.WORK, {_I.REFERENCE: "id person", _I.KEY: "password", _I.TIME: "last_login"}),
    "accounts.Assignment": (
        Retention.WORK,
        {_I.REFERENCE: "id person unit", _I.STATE: "role", _I.TIME: "valid_from valid_until"},
    ),
    "records.Entry": (
        Retention.RECORD,
        {
            _I.REFERENCE: "id child owner author voice thread supersedes container responsible",
            _I.STATE: "kind schema area section status outcome practice_version",
            _I.TIME: "due_on written_at",
            _I.SEALED_TEXT: "sealed",
        },
    ),
    "records.EntryAbout": (Retention.RECORD, {_I.REFERENCE: "id entry person"}),
    "records.Disclosure": (
        Retention.RECORD,
        {
            _I.REFERENCE: "id child discloser basis made_by",
            _I.STATE: "ground sub_ground stated family_is_told reservation",
            _I.SEALED_TEXT: "sealed_reason",
            _I.TIME: "made_at",
        },
    ),
    "records.Promise": (
        Retention.RECORD,
        {
            _I.REFERENCE: "id child party person",
            _I.STATE: "version",
            _I.SEALED_TEXT: "sealed_text",
            _I.TIME: "promised_at",
        },
    ),
    "records.Release": (
        Retention.RECORD,
        {_I.REFERENCE: "id disclosure entry recipient basis", _I.TIME: "valid_from valid_until ended_at"},
    ),
    "records.Received": (
        Retention.RECORD,
        {
            _I.REFERENCE: "id release disclosure entry child recipient container",
            _I.STATE: "kind area",
            _I.PROOF: "digest",
            _I.TIME: "received_at",
        },
    ),
    "records.ReceivedOpening": (
        Retention.RECORD,
        {
            _I.REFERENCE: "id disclosure recipient opened_by",
            _I.SEALED_TEXT: "sealed_reason",
            _I.TIME: "valid_from valid_until",
        },
    ),
    "records.KeptFrom": (
        Retention.RECORD,
        {
            _I.REFERENCE: "id entry guardian decided_by",
            _I.STATE: "every_guardian",
            _I.SEALED_TEXT: "sealed_reason",
            _I.TIME: "decided_at lifted_at",
        },
    ),
    "records.Lifting": (
        Retention.RECORD,
        {_I.REFERENCE: "id keeping decided_by", _I.SEALED_TEXT: "sealed_reason", _I.TIME: "decided_at"},
    ),
    "records.Struck": (
        Retention.RECORD,
        {_I.REFERENCE: "id entry decided_by", _I.SEALED_TEXT: "sealed_reason", _I.TIME: "decided_at"},
    ),
    "records.Draft": (
        Retention.DRAFT,
        {
            _I.REFERENCE: "id author party thing key",
            _I.STATE: "form",
            _I.SEALED_TEXT: "sealed",
            _I.TIME: "saved_at",
        },
    ),
    "notices.Notice": (
        Retention.NOTICE,
        {_I.REFERENCE: "id party child thing about", _I.STATE: "kind", _I.TIME: "due_on made_at done_at"},
    ),
    "protection.Mark": (
        Retention.RECORD,
        {
            _I.REFERENCE: "id person set_by lower_asked_by lowered_by",
            _I.STATE: "protection source",
            _I.SEALED_TEXT: "sealed_reason",
            _I.TIME: "set_at lower_asked_at lowered_at",
        },
    ),
    "protection.Listed": (
        Retention.RECORD,
        {
            _I.REFERENCE: "id child person asked_by second ended_by",
            _I.SEALED_TEXT: "sealed_reason",
            _I.TIME: "asked_at provisional_until confirmed_at ended_at",
        },
    ),
    "protection.Opening": (
        Retention.RECORD,
        {_I.REFERENCE: "id listed", _I.SEALED_TEXT: "sealed_reason", _I.TIME: "valid_from valid_until"},
    ),
    "consent.ConsentRequest": (
        Retention.RECORD,
        {
            _I.REFERENCE: "id child asked_by author container",
            _I.STATE: "purpose text_version",
            _I.PROOF: "shown_hash",
            _I.TIME: "asked_at valid_until withdrawn_at",
        },
    ),
    "consent.ConsentGiver": (Retention.RECORD, {_I.REFERENCE: "id request row person", _I.STATE: "role"}),
    "consent.ConsentRow": (
        Retention.RECORD,
        {
            _I.REFERENCE: "id request service discloser recipient",
            _I.STATE: "layer area",
            _I.TIME: "superseded_at",
        },
    ),
    "consent.ConsentShown": (
        Retention.RECORD,
        {
            _I.REFERENCE: "id request giver",
            _I.STATE: "language",
            _I.SEALED_TEXT: "sealed",
            _I.PROOF: "shown_hash",
        },
    ),
    "consent.ConsentReminder": (Retention.RECORD, {_I.REFERENCE: "request reminded_by", _I.TIME: "reminded_at"}),
    "consent.ConsentPaper": (
        Retention.RECORD,
        {
            _I.REFERENCE: "id request giver received_by",
            _I.STATE: "kind size",
            _I.SEALED_TEXT: "sealed",
            _I.PROOF: "digest",
            _I.TIME: "signed_on received_at",
        },
    ),
    "consent.ConsentAnswer": (
        Retention.RECORD,
        {
            _I.REFERENCE: "id row giver heard_by paper receipt",
            _I.STATE: "answer way acr number",
            _I.PROOF: "transaction shown_hash",
            _I.TIME: "heard_on answered_at",
        },
    ),
    "consent.Override": (
        Retention.RECORD,
        {
            _I.REFERENCE: "id request recorded_by unit",
            _I.STATE: "kind measure",
            _I.SEALED_TEXT: "sealed_evidence",
            _I.TIME: "decided_on valid_from valid_until ended_at",
        },
    ),
    "consent.OverrideLine": (
        Retention.RECORD,
        {_I.REFERENCE: "id override row guardian", _I.STATE: "over_a_no"},
    ),
    "duties.Raised": (
        Retention.LOG,
        {
            _I.REFERENCE: "id organisation unit person child",
            _I.STATE: "kind how_many",
            _I.TIME: "begins ends raised_at",
        },
    ),
    "duties.Weighed": (
        Retention.LOG,
        {
            _I.REFERENCE: "raised key weighed_by",
            _I.STATE: "outcome",
            _I.SEALED_TEXT: "sealed",
            _I.TIME: "weighed_at",
        },
    ),
    "duties.EmergencyOpening": (
        Retention.LOG,
        {
            _I.REFERENCE: "id child unit person key",
            _I.SEALED_TEXT: "sealed_reason",
            _I.TIME: "opened_at valid_until",
        },
    ),
    "duties.EmergencyWeighed": (
        Retention.LOG,
        {
            _I.REFERENCE: "opening weighed_by",
            _I.STATE: "family_told",
            _I.SEALED_TEXT: "sealed",
            _I.TIME: "weighed_at",
        },
    ),
    "duties.Replayed": (
        Retention.LOG,
        {
            _I.REFERENCE: "id child unit key asked_by",
            _I.SEALED_TEXT: "sealed_reason",
            _I.TIME: "day asked_at",
        },
    ),
    "reporting.HarmAnswer": (
        Retention.REPORT,
        {_I.REFERENCE: "id key person unit domain child concern", _I.STATE: "due", _I.TIME: "answered_at"},
    ),
    "reporting.ReportDecision": (
        Retention.REPORT,
        {_I.REFERENCE: "id answer", _I.SEALED_TEXT: "sealed", _I.TIME: "decided_at"},
    ),
    "reporting.ReportFeedback": (
        Retention.REPORT,
        {_I.REFERENCE: "id answer", _I.SEALED_TEXT: "sealed", _I.TIME: "noted_at"},
    ),
    "coordination.Investigation": (
        Retention.RECORD,
        {_I.REFERENCE: "id child unit recorded_by", _I.TIME: "opened_on recorded_at ended_at"},
    ),
    "coordination.InvestigationAsk": (Retention.RECORD, {_I.REFERENCE: "id investigation unit", _I.TIME: "asked_at"}),
    "coordination.Term": (
        Retention.RECORD,
        {_I.REFERENCE: "id child unit", _I.STATE: "kind", _I.TIME: "valid_from valid_until"},
    ),
    "cases.Case": (
        Retention.RECORD,
        {
            _I.REFERENCE: "id child unit concern",
            _I.STATE: "areas state",
            _I.TIME: "noticed_at opened_at analysed_at closed_at",
        },
    ),
    "cases.Advice": (
        Retention.RECORD,
        {
            _I.REFERENCE: "id key from_unit to_unit asked_by answered_by",
            _I.SEALED_TEXT: "sealed_question sealed_answer",
            _I.TIME: "asked_at answered_at",
        },
    ),
    "gathering.Question": (
        Retention.RECORD,
        {
            _I.REFERENCE: "id case to entry request",
            _I.STATE: "areas state",
            _I.TIME: "due_on asked_at sent_at answered_at",
        },
    ),
    "plans.Plan": (
        Retention.RECORD,
        {
            _I.REFERENCE: "party child case custodian",
            _I.STATE: "state",
            _I.TIME: "opened_at follow_up_on ended_at",
        },
    ),
    "plans.Seat": (Retention.RECORD, {_I.REFERENCE: "id plan unit request", _I.TIME: "valid_from valid_until"}),
    "plans.Version": (
        Retention.RECORD,
        {
            _I.REFERENCE: "id plan meeting",
            _I.STATE: "number state",
            _I.TIME: "made_at family_reads_until follow_up_on published_at",
        },
    ),
    "plans.VersionItem": (Retention.RECORD, {_I.REFERENCE: "id version entry", _I.STATE: "position"}),
    "meetings.Meeting": (
        Retention.RECORD,
        {
            _I.REFERENCE: "id case plan chair invitation version",
            _I.STATE: "state",
            _I.TIME: "starts_at called_at finished_at",
        },
    ),
    "meetings.Invitee": (
        Retention.RECORD,
        {_I.REFERENCE: "id meeting party", _I.STATE: "reply came", _I.TIME: "replied_at"},
    ),
    "meetings.BoardLine": (
        Retention.BOARD,
        {
            _I.REFERENCE: "id meeting voice responsible about carries author",
            _I.STATE: "kind area",
            _I.SEALED_TEXT: "sealed",
            _I.TIME: "due_on written_at",
        },
    ),
    "handover.Offer": (
        Retention.RECORD,
        {
            _I.REFERENCE: "id plan from_unit to_unit asked_by answered_by",
            _I.STATE: "state",
            _I.TIME: "asked_at answered_at",
        },
    ),
    "sessions.Session": (
        Retention.SESSION,
        {_I.KEY: "session_key", _I.REFERENCE: "session_data", _I.TIME: "expire_date"},
    ),
    "auth.Permission": (Retention.PROGRAM, {_I.REFERENCE: "id content_type", _I.PUBLIC: "name codename"}),
    "auth.Group": (Retention.PROGRAM, {_I.REFERENCE: "id", _I.PUBLIC: "name"}),
    "auth.Group_permissions": (Retention.PROGRAM, {_I.REFERENCE: "id group permission"}),
    "contenttypes.ContentType": (Retention.PROGRAM, {_I.REFERENCE: "id", _I.PUBLIC: "app_label model"}),
}


def registered() -> Mapping[str, tuple[Information, Retention]]:
    """Each field as ``room.Model.field`` -> what it holds and how long it is kept."""
    return {
        f"{model}.{field}": (holds, retention)
        for model, (retention, fields) in MODELS.items()
        for holds, names in fields.items()
        for field in names.split()
    }
