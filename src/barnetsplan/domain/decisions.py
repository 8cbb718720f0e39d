"""A decision is a value: permitted by a named rule, or refused with a code (ADR 0004)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class Taken(Exception):
    """The id that a form brought belongs to something else already; everything is rolled back and refused."""


class Reason(StrEnum):
    """Why something was refused; each reads as a sentence and has one on the page."""

    NOT_FOUND = "not_found"
    NOT_SIGNED_IN = "not_signed_in"
    NO_RULE = "no_rule"
    NO_RELATION = "no_relation"
    NO_LONGER_SHARED = "no_longer_shared"
    ROLE_MAY_NOT = "role_may_not"
    OWN_FAMILY = "own_family"
    TOO_MANY_CHILDREN = "too_many_children"
    WRONG_STATE = "wrong_state"
    CONSENT_NOT_ACTIVE = "consent_not_active"
    CONSENT_DOES_NOT_COVER = "consent_does_not_cover"
    CONSENT_WITHOUT_RECIPIENT = "consent_without_recipient"
    CONSENT_TOO_LONG = "consent_too_long"
    TOO_MANY_QUESTIONS = "too_many_questions"
    ALREADY_REMINDED = "already_reminded"
    ABOUT_SOMEBODY_ELSE = "about_somebody_else"
    FILE_UNREADABLE = "file_unreadable"
    FILE_TOO_LARGE = "file_too_large"
    FILE_INFECTED = "file_infected"
    FILE_NOT_SCANNED = "file_not_scanned"
    HEARD_LATER = "heard_later"
    REQUEST_IS_OVER = "request_is_over"
    NOT_ASKED_BY_UNIT = "not_asked_by_unit"
    NOT_A_GIVER = "not_a_giver"
    NO_GIVERS = "no_givers"
    ALREADY_ANSWERED = "already_answered"
    GROUND_DOES_NOT_FIT = "ground_does_not_fit"
    GROUND_NOT_TOWARDS_RECIPIENT = "ground_not_towards_recipient"
    GROUND_NOT_STATED = "ground_not_stated"
    NOT_OWN_ENTRY = "not_own_entry"
    NOT_SAME_AUTHORITY = "not_same_authority"
    ALREADY_READS = "already_reads"
    NAMES_SOMEBODY = "names_somebody"
    MUST_PROMISE = "must_promise"
    NO_OPEN_INVESTIGATION = "no_open_investigation"
    NOT_UNDER_18 = "not_under_18"
    NOT_THE_PRINCIPAL = "not_the_principal"
    CONTENT_NOT_COVERED = "content_not_covered"
    REASON_MISSING = "reason_missing"
    REASON_TOO_SHORT = "reason_too_short"
    NOT_GUARDIAN = "not_guardian"
    CHILD_COULD_BE_HARMED = "child_could_be_harmed"
    RELEASES_PAUSED = "releases_paused"
    IS_GUARDIAN_ALREADY = "is_guardian_already"
    NO_GUARDIAN_OF_CHILD = "no_guardian_of_child"
    NO_GUARDIANS_ANY_LONGER = "no_guardians_any_longer"
    NOT_CARRIED_BY = "not_carried_by"
    HERE_ALREADY = "here_already"
    DAY_TO_COME = "day_to_come"
    EXTRACT_TOO_OLD = "extract_too_old"
    EXTRACT_BEFORE_BIRTH = "extract_before_birth"
    REGISTER_KNOWS = "register_knows"
    CONCERN_STANDS = "concern_stands"
    CARRIED_TWICE = "carried_twice"
    EVIDENCE_MISSING = "evidence_missing"
    NOT_OF_AGE = "not_of_age"
    SAME_PERSON = "same_person"
    REVIEW_DAY_WRONG = "review_day_wrong"
    REVIEW_OVERDUE = "review_overdue"
    TOO_YOUNG_ALONE = "too_young_alone"
    NOT_THIS_SERVICE = "not_this_service"
    OVERRIDE_DOES_NOT_COVER = "override_does_not_cover"
    OVERRIDE_TOO_LONG = "override_too_long"
    NOT_OWN_WORDS = "not_own_words"
    OTHER_DOMAIN = "other_domain"
    NOT_HELD = "not_held"
    CANNOT_BE_ADMITTED = "cannot_be_admitted"
    UNKNOWN_CHILD = "unknown_child"
    NO_REGISTER = "no_register"
    ID_TAKEN = "id_taken"
    NOTHING_WRITTEN = "nothing_written"
    TOO_MANY_CODES = "too_many_codes"
    CODE_IS_OLD = "code_is_old"
    WRONG_CODE = "wrong_code"
    FAMILY_HAS_NOT_ANSWERED = "family_has_not_answered"
    FAMILY_SENDS_PLAN = "family_sends_plan"
    EARLIER_VERSION_OPEN = "earlier_version_open"
    NOT_SAID_TO_FAMILY = "not_said_to_family"
    NO_FOLLOW_UP = "no_follow_up"
    SIP_INCOMPLETE = "sip_incomplete"
    SIP_NEEDS_BOTH = "sip_needs_both"
    ANSWER_LATER_THAN_END = "answer_later_than_end"
    ROLE_OF_ANOTHER_SECTOR = "role_of_another_sector"
    ASSIGNMENT_TOO_LONG = "assignment_too_long"
    ENDS_BEFORE_BEGINNING = "ends_before_beginning"
    SECTION_NOT_OPENED_BY_GROUND = "section_not_opened_by_ground"
    NOT_ON_LIST = "not_on_list"
    REASON_NEEDED = "reason_needed"
    SECOND_PERSON_NEEDED = "second_person_needed"
    TWO_OFFICERS = "two_officers"
    PROVE_AGAIN = "prove_again"
    LEVEL_TOO_LOW = "level_too_low"
    INVITATION_OVER = "invitation_over"
    TOO_MANY_PASSKEYS = "too_many_passkeys"
    LAST_SECOND_STEP = "last_second_step"
    GUEST_TOO_LONG = "guest_too_long"
    GUEST_OF_FAMILY = "guest_of_family"
    NO_GUESTS = "no_guests"
    NOBODY_TO_READ = "nobody_to_read"
    TOO_YOUNG_FOR_CODE = "too_young_for_code"
    TOO_MANY_TRIES = "too_many_tries"
    NO_SUCH_CODE = "no_such_code"
    LOOK_FIRST = "look_first"
    SAME_PERSON_NEEDED = "same_person_needed"


@dataclass(frozen=True, slots=True)
class Permitted:
    """Yes, by this rule."""

    rule: str

    def __bool__(self) -> Literal[True]:
        """A permitted decision is true."""
        return True


@dataclass(frozen=True, slots=True)
class Refused:
    """No, for this reason; ``detail`` names parties or fields, never persons."""

    reason: Reason
    detail: str = ""

    def __bool__(self) -> Literal[False]:
        """A refused decision is false."""
        return False


Decision = Permitted | Refused
