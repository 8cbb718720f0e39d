"""What is held of consent, of the steps of the work and of duties (config/information.py joins the tables)."""

from collections.abc import Mapping
from typing import Final

from barnetsplan.config.retention import Information, Retention

_I = Information
#: Model -> its retention, and its fields by what they hold.
WORK: Final[Mapping[str, tuple[Retention, Mapping[Information, str]]]] = {
    "signatures.Signature": (
        Retention.RECORD,
        {
            _I.REFERENCE: "id about child person sign_in",
            _I.STATE: "kind key_id",
            _I.PROOF: "statement signature",
            _I.SEALED_TEXT: "sealed_shown",
            _I.TIME: "signed_at",
        },
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
    "guests.Guest": (
        Retention.RECORD,
        {
            _I.REFERENCE: "id unit assignment child case question request invited_by ended_by",
            _I.IDENTITY: "sealed_name",
            _I.TIME: "invited_at valid_until ended_at",
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
            _I.REFERENCE: "id plan meeting in_room",
            _I.STATE: "number state",
            _I.TIME: "made_at family_reads_until follow_up_on published_at",
        },
    ),
    "plans.VersionItem": (Retention.RECORD, {_I.REFERENCE: "id version entry", _I.STATE: "position"}),
    "meetings.Meeting": (
        Retention.RECORD,
        {
            _I.REFERENCE: "id case plan chair invitation version spoke_for_child",
            _I.STATE: "state part sequence",
            _I.TIME: "starts_at called_at finished_at part_since changed_at cancelled_at",
        },
    ),
    "meetings.Pulse": (Retention.RECORD, {_I.REFERENCE: "meeting invitation", _I.STATE: "number"}),
    "meetings.Invitee": (
        Retention.RECORD,
        {_I.REFERENCE: "id meeting party", _I.STATE: "reply came told_how", _I.TIME: "replied_at rather_at"},
    ),
    "meetings.HowItWas": (
        Retention.EVALUATION,
        {_I.REFERENCE: "id", _I.STATE: "month who question answer number"},
    ),
    "meetings.ProposedTime": (Retention.BOARD, {_I.REFERENCE: "id meeting", _I.TIME: "starts_at"}),
    "meetings.SuitsWhom": (Retention.BOARD, {_I.REFERENCE: "id time party"}),
    "meetings.CalendarFeed": (
        Retention.RECORD,
        {_I.REFERENCE: "id person party assignment", _I.KEY: "token_hash", _I.TIME: "begun_at ended_at"},
    ),
    "meetings.BoardLine": (
        Retention.BOARD,
        {
            _I.REFERENCE: "id meeting voice responsible about carries replaces author",
            _I.STATE: "kind area version",
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
    "sending.Preference": (
        Retention.PERSON,
        {
            _I.REFERENCE: "id person",
            _I.STATE: "capacity channel language rhythm safe_from safe_until anyway",
            _I.TIME: "chosen_at",
        },
    ),
    "sending.Address": (
        Retention.PERSON,
        {
            _I.REFERENCE: "id person",
            _I.CONTACT: "sealed",
            _I.KEY: "sealed_code",
            _I.STATE: "capacity channel tries",
            _I.TIME: "code_until asked_at confirmed_at failed_at ended_at",
        },
    ),
    "sending.Message": (
        Retention.NOTICE,
        {
            _I.REFERENCE: "id person address message_id claim",
            _I.STATE: "capacity kind state period attempts failure",
            _I.TIME: "decided_at send_after queued_until claimed_until ended_at",
        },
    ),
    "sending.Line": (
        Retention.NOTICE,
        {_I.REFERENCE: "id message notice person", _I.STATE: "reminds", _I.TIME: "made_at"},
    ),
    "sending.Routine": (
        Retention.PROGRAM,
        {_I.REFERENCE: "run", _I.STATE: "name attempts failed", _I.TIME: "due_at queued_at began_at ended_at"},
    ),
    # What a job is given is an id, and what it returns a word; no exception of ours reaches the table.
    "django_tasks_database.DBTaskResult": (
        Retention.PROGRAM,
        {
            _I.REFERENCE: "id args_kwargs",
            _I.STATE: "status priority task_path worker_ids queue_name backend_name return_value"
            " exception_class_path traceback",
            _I.TIME: "enqueued_at started_at finished_at run_after",
        },
    ),
    "sessions.Session": (
        Retention.PROGRAM,
        {_I.KEY: "session_key", _I.REFERENCE: "session_data", _I.TIME: "expire_date"},
    ),
    "auth.Permission": (Retention.PROGRAM, {_I.REFERENCE: "id content_type", _I.PUBLIC: "name codename"}),
    "auth.Group": (Retention.PROGRAM, {_I.REFERENCE: "id", _I.PUBLIC: "name"}),
    "auth.Group_permissions": (Retention.PROGRAM, {_I.REFERENCE: "id group permission"}),
    "contenttypes.ContentType": (Retention.PROGRAM, {_I.REFERENCE: "id", _I.PUBLIC: "app_label model"}),
}
