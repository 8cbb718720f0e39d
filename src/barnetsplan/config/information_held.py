"""What is held of people, of what is written and of who may read it (config/information.py joins the tables)."""

from collections.abc import Mapping
from typing import Final

from barnetsplan.config.retention import Information, Retention

_I = Information
#: Model -> its retention, and its fields by what they hold.
HELD: Final[Mapping[str, tuple[Retention, Mapping[Information, str]]]] = {
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
    "audit.Checkpoint": (
        Retention.LOG,
        {_I.STATE: "size", _I.PROOF: "root frontier signed_by signature", _I.TIME: "at"},
    ),
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
            _I.PUBLIC: "code name short_name sector municipality_code locality phone placeless guest",
            _I.TIME: "guest_until",
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
            _I.SEALED_TEXT: "sealed_evidence sealed_birth",
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
    "accounts.OneTimeCode": (
        Retention.WORK,
        {
            _I.REFERENCE: "id child given_by unit",
            _I.KEY: "code_hash",
            _I.TIME: "given_at valid_until used_at",
        },
    ),
    "accounts.CodeTry": (Retention.SESSION, {_I.REFERENCE: "id", _I.IDENTITY: "address_hash", _I.TIME: "at"}),
    "accounts.SignIn": (
        Retention.LOG,
        {
            _I.REFERENCE: "id person",
            _I.STATE: "kind way issuer acr level",
            _I.PROOF: "transaction",
            _I.TIME: "at",
        },
    ),
    "accounts.Session": (
        Retention.SESSION,
        {
            _I.KEY: "session_key",
            _I.REFERENCE: "session_data person assignment party sign_in",
            _I.STATE: "agent",
            _I.PROOF: "provider_session",
            _I.TIME: "begun_at proved_at expire_date",
        },
    ),
    "identity.StaffIdentifier": (
        Retention.PERSON,
        {
            _I.REFERENCE: "id person",
            _I.STATE: "scheme",
            _I.IDENTITY: "value_hash sealed_value",
            _I.TIME: "given_at ended_at",
        },
    ),
    "identity.UnitCode": (Retention.ORGANISATION, {_I.REFERENCE: "id unit", _I.PUBLIC: "scheme code"}),
    "identity.Commission": (
        Retention.LOG,
        {
            _I.REFERENCE: "sign_in",
            _I.IDENTITY: "employee_hash",
            _I.PROOF: "commission purpose unit_code provider_code",
        },
    ),
    "credentials.LocalAccount": (
        Retention.WORK,
        {
            _I.REFERENCE: "id person organisation key",
            _I.IDENTITY: "name",
            _I.KEY: "password sealed_totp",
            _I.STATE: "totp_step generation",
            _I.TIME: "begun_at ended_at",
        },
    ),
    "credentials.Passkey": (
        Retention.WORK,
        {
            _I.REFERENCE: "id account",
            _I.KEY: "credential public",
            _I.STATE: "uses device",
            _I.TIME: "added_at used_at",
        },
    ),
    "credentials.RecoveryCode": (
        Retention.WORK,
        {_I.REFERENCE: "id account", _I.KEY: "code_hash", _I.TIME: "used_at"},
    ),
    "credentials.Invitation": (
        Retention.WORK,
        {
            _I.REFERENCE: "id assignment invited_by",
            _I.KEY: "code_hash",
            _I.TIME: "made_at valid_until used_at withdrawn_at",
        },
    ),
    "credentials.Attempt": (
        Retention.SESSION,
        {_I.REFERENCE: "id", _I.PROOF: "who place", _I.TIME: "at"},
    ),
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
    "records.Attachment": (
        Retention.RECORD,
        {_I.REFERENCE: "entry", _I.STATE: "kind size", _I.SEALED_TEXT: "sealed", _I.PROOF: "digest"},
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
}
