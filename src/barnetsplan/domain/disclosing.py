"""The words of disclosure beside the grounds themselves: kinds of activity, duties, what is stated; stored, so closed.

Every member stands in ``docs/glossary.md`` with its Swedish word and its source.
"""

from enum import StrEnum


class DomainKind(StrEnum):
    """What kind of activity a unit is, as far as the grounds for disclosure care (law.md 1.1).

    It comes from the unit's sector and its domain's regime; ``PERSON`` is anybody who is no unit.
    """

    PRESCHOOL = "preschool"
    SCHOOL = "school"
    STUDENT_HEALTH = "student_health"
    STUDENT_HEALTH_MEDICAL = "student_health_medical"
    HEALTH = "health"
    SOCIAL = "social"
    POLICE = "police"
    OTHER_AUTHORITY = "other_authority"
    PRIVATE_EDUCATION = "private_education"
    PRIVATE_HEALTH = "private_health"
    PRIVATE_SOCIAL = "private_social"
    CIVIL = "civil"
    PERSON = "person"


class SubGround(StrEnum):
    """Whence a duty to hand out comes: the sub-grounds of ``Ground.DUTY_10_28``; the list is closed (law.md LAW-03)."""

    SOL_19_1 = "sol_19_1"
    SOL_20_6 = "sol_20_6"
    LAW_2025_170_4 = "law_2025_170_4"
    LAW_2025_170_6 = "law_2025_170_6"
    LAW_2025_170_7 = "law_2025_170_7"
    COURT = "court"


class Stated(StrEnum):
    """What no program can know: the one who decides states it, answers for it, and it is kept (law.md LAW-03)."""

    NOBODY_IS_HARMED = "nobody_is_harmed"
    NECESSARY_FOR_OWN_TASK = "necessary_for_own_task"
    CHILD_MAY_COME_TO_HARM = "child_may_come_to_harm"
    IMPORTANT_TO_INVESTIGATION = "important_to_investigation"
    HAS_BEEN_ASKED_FOR = "has_been_asked_for"
    ONLY_CONTACT_DETAILS = "only_contact_details"
    SECRECY_WEIGHS_LESS = "secrecy_weighs_less"
    COURT_HAS_DECIDED = "court_has_decided"
    NEEDED_FOR_CARE = "needed_for_care"
    NEEDED_BY_PUPIL = "needed_by_pupil"
    INTEREST_OUTWEIGHS = "interest_outweighs"
    AGAINST_CRIME = "against_crime"
    YOUNG_MAY_COMMIT_CRIME = "young_may_commit_crime"
    TERRORISM = "terrorism"
    VIOLENCE_AMONG_CLOSE = "violence_among_close"
    CRIME_AGAINST_CHILD = "crime_against_child"
    NOT_UNSUITABLE = "not_unsuitable"
    IS_PARTY = "is_party"
    NO_PARAMOUNT_INTEREST = "no_paramount_interest"
    RECIPIENT_REPORTED = "recipient_reported"
    ONLY_WHETHER_INVESTIGATED = "only_whether_investigated"


class ChildHeard(StrEnum):
    """Whence one knows what the child thinks of what the family is asked, or that it is not known (law.md CRC-01)."""

    SAID = "said"
    SHOWN = "shown"
    TOLD = "told"
    NOT_HEARD = "not_heard"


class SharingAnswer(StrEnum):
    """Before the family is asked about a service: whether something would be told it anyway, and why."""

    ASK = "ask"
    SOL_19_1 = "sol_19_1"
    SOL_20_6 = "sol_20_6"
    NOT_SHARED = "not_shared"
