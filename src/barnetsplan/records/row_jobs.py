"""Which tables each job of the program may use, behind the second wall; it gets no others (``row_security``)."""

from collections.abc import Mapping
from typing import Final

_READ = ("SELECT",)
_GROW = ("SELECT", "INSERT")
#: Job -> the tables it may use, and for what; no rule of people gives it a row.
JOBS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "sealer": {"audit_auditevent": _READ, "audit_sealedevent": _GROW, "audit_checkpoint": _GROW},
    "verify": {"audit_auditevent": _READ, "audit_sealedevent": _READ, "audit_checkpoint": _READ},
    "drafts": {"records_draft": ("SELECT", "DELETE")},
    "consents-renew": {
        "people_child": _READ,
        "people_guardianship": _READ,
        "people_maturitydecision": _READ,
        "consent_consentrequest": _READ,
        "consent_consentgiver": _READ,
        "consent_consentrow": _READ,
        "consent_consentanswer": _READ,
        "consent_override": _READ,
        "consent_overrideline": _READ,
        "notices_notice": (*_GROW, "UPDATE"),
    },
    "consents-verify": {
        "people_child": _READ,
        "people_person": _READ,
        "vault_key": _READ,
        "consent_consentrequest": _READ,
        "consent_consentrow": _READ,
        "consent_consentanswer": _READ,
        "consent_consentshown": _READ,
    },
    # Before anybody is known there is nobody for whom a row could be given.
    "codes": {
        "accounts_onetimecode": (*_READ, "UPDATE"),
        "accounts_codetry": (*_GROW, "DELETE"),
    },
    "signatures-verify": {
        "signatures_signature": _READ,
        "people_child": _READ,
        "people_person": _READ,
        "vault_key": _READ,
        "consent_consentrow": _READ,
        "consent_consentanswer": _READ,
        "consent_consentshown": _READ,
        "records_entry": _READ,
    },
    "custody": {
        "vault_key": _GROW,
        "people_person": _GROW,
        "people_child": (*_READ, "UPDATE"),
        "people_guardianship": (*_GROW, "UPDATE"),
        "people_involvement": _READ,
        "protection_mark": _GROW,
        "people_restriction": _READ,
        "people_maturitydecision": _READ,
        "records_entry": _READ,
        "records_entryabout": _READ,
        "records_release": (*_READ, "UPDATE"),
        "notices_notice": (*_GROW, "UPDATE", "DELETE"),
        "consent_consentrequest": (*_READ, "UPDATE"),
        "consent_consentgiver": _READ,
        "consent_consentrow": _READ,
        "consent_consentanswer": _READ,
        "consent_override": _READ,
        "consent_overrideline": _READ,
        "cases_case": _READ,
        "gathering_question": (*_READ, "UPDATE"),
        "meetings_meeting": _READ,
        "meetings_invitee": (*_READ, "DELETE"),
        "audit_auditevent": _GROW,
    },
    "review": {
        "audit_auditevent": _READ,
        "people_child": _READ,
        "people_guardianship": _READ,
        "people_involvement": _READ,
        "people_person": _READ,
        "vault_key": _READ,
        "duties_raised": _GROW,
    },
    # A mark counts for a whole household, also for a sibling whom the one who sets it has nothing to do with.
    "household": {
        "people_child": (*_READ, "UPDATE"),
        "people_guardianship": _READ,
        "people_person": (*_READ, "UPDATE"),
    },
    # Finding the person whom a provider has proved, by number or by name of staff, and writing down how.
    "identify": {
        "people_person": _READ,
        "vault_key": _READ,
        "identity_staffidentifier": _READ,
        "identity_commission": _GROW,
    },
    # Names of staff, given by a command.
    "staff-names": {
        "people_person": _READ,
        "vault_key": _READ,
        "identity_staffidentifier": (*_GROW, "UPDATE"),
    },
    # Local accounts: before anybody is signed in there is nobody for whom a row could be given.
    "credentials": {
        "vault_key": _GROW,
        "credentials_attempt": (*_GROW, "DELETE"),
        "credentials_invitation": (*_GROW, "UPDATE"),
        "credentials_localaccount": (*_GROW, "UPDATE"),
        "credentials_passkey": (*_GROW, "UPDATE", "DELETE"),
        "credentials_recoverycode": (*_GROW, "UPDATE", "DELETE"),
    },
    # Decides, claims and ends messages; whether one may still be told is asked as that very person, and not as a job.
    "sending": {
        "sending_preference": _READ,
        "sending_address": (*_READ, "UPDATE"),
        "sending_message": (*_GROW, "UPDATE"),
        "sending_line": _GROW,
        "notices_notice": (*_GROW, "UPDATE"),
        "people_person": _READ,
        "people_child": _READ,
        "people_guardianship": _READ,
        "people_involvement": _READ,
        "people_pause": _READ,
        "people_restriction": _READ,
        "people_whereaboutshidden": _READ,
        "coordination_term": _READ,
        "vault_key": _READ,
    },
    "late-actions": {
        "notices_notice": (*_GROW, "UPDATE"),
        "coordination_term": _READ,
        "people_person": _READ,
        "people_child": _READ,
        "people_guardianship": _READ,
        "people_involvement": _READ,
        "records_entry": _READ,
        "records_entryabout": _READ,
        "records_release": _READ,
        "records_keptfrom": _READ,
        "records_struck": _READ,
    },
    "rewrap": {"vault_key": ("SELECT", "UPDATE")},
}
