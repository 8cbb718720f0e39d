"""The words of the domain as closed vocabularies; stored values never change once released.

Every member stands in ``docs/glossary.md`` with its Swedish word and its source.
"""

from enum import StrEnum


class PartyKind(StrEnum):
    """What can own entries and receive releases (architecture.md 2, ``Party``)."""

    UNIT = "unit"
    PERSON = "person"
    PLAN = "plan"


class ActorKind(StrEnum):
    """In which capacity a session acts; the kinds never mix (law.md IDN-02)."""

    STAFF = "staff"
    FAMILY = "family"
    GUEST = "guest"
    NOBODY = "nobody"


#: Capacities in which one acts for a unit: a guest's is outside the system, and has one person (ADR 0021).
FOR_A_UNIT = frozenset({ActorKind.STAFF, ActorKind.GUEST})


class SignInKind(StrEnum):
    """As what somebody proved who they are; it decides which sessions are possible at all (law.md IDN-02)."""

    CITIZEN = "citizen"
    EMPLOYEE = "employee"
    LOCAL = "local"
    GUEST = "guest"
    CODE = "code"
    DEMO = "demo"


class Relation(StrEnum):
    """How the one who acts stands to the thing, as far as a rule may know."""

    GUARDIAN = "guardian"
    CARRIES = "carries"
    SELF = "self"
    INVOLVED = "involved"
    BBA = "bba"
    COORDINATES = "coordinates"
    OWNS = "owns"
    WROTE = "wrote"
    READS = "reads"
    ONCE_READ = "once_read"
    ASKED = "asked"
    RESPONSIBLE = "responsible"
    IN_CIRCLE = "in_circle"
    OWN_SPACE = "own_space"
    MAY_HOLD_BBA = "may_hold_bba"
    LOG_REVIEWER = "log_reviewer"
    SECURITY_OFFICER = "security_officer"
    LISTED = "listed"
    REGISTRAR = "registrar"
    DECIDES_SECRECY = "decides_secrecy"
    INVESTIGATES = "investigates"
    OPENS_IN_EMERGENCY = "opens_in_emergency"
    MAY_COORDINATE = "may_coordinate"
    DISCLOSED = "disclosed"
    RECEIVED = "received"
    HEADS_SCHOOL = "heads_school"
    NOBODY_DECIDES = "nobody_decides"
    MANAGES_ACCOUNTS = "manages_accounts"
    GIVES_CODES = "gives_codes"


#: Duties for a whole domain; everything else that somebody may do is bound to the own unit.
BEYOND_THE_UNIT = frozenset({Relation.LOG_REVIEWER, Relation.SECURITY_OFFICER, Relation.REGISTRAR})
#: Duties of those who work with no child. Whoever answers for accounts is given no row about any child for it.
WITH_NO_CHILD = BEYOND_THE_UNIT | {Relation.MANAGES_ACCOUNTS}


class GuardianshipKind(StrEnum):
    """The relations to a child that carry standing, as ``policy.relations`` says; all others are of another table."""

    GUARDIAN = "guardian"
    APPOINTED_GUARDIAN = "appointed_guardian"
    TEMPORARY_GUARDIAN = "temporary_guardian"
    GUARDIAN_OF_UNACCOMPANIED = "guardian_of_unaccompanied"


class RelationshipKind(StrEnum):
    """The relations to a child that carry no standing here; they are known so that nobody mistakes them for custody.

    *Source:* law.md FAM-01, FAM-04.
    """

    PARENT_WITHOUT_CUSTODY = "parent_without_custody"
    CONTACT_PARENT = "contact_parent"
    SPECIAL_REPRESENTATIVE = "special_representative"
    PUBLIC_COUNSEL = "public_counsel"
    FOSTER_PARENT = "foster_parent"
    SOCIAL_BOARD = "social_board"
    PROPERTY_GUARDIAN = "property_guardian"


class RelationScope(StrEnum):
    """What a relation to a child is about, by law (law.md FAM-01)."""

    PERSON = "person"
    CONTACT = "contact"
    CRIMINAL_MATTER = "criminal_matter"
    COURT_CASE = "court_case"
    DAILY_CARE = "daily_care"
    PLACEMENT = "placement"
    PROPERTY = "property"


class GuardianshipSource(StrEnum):
    """Where the knowledge of a relation comes from (law.md FAM-02)."""

    REGISTER = "register"
    SEEN_EXTRACT = "seen_extract"
    SEEN_DECISION = "seen_decision"


class MaturityOutcome(StrEnum):
    """What an assessment of maturity says for one matter: it widens or narrows the age policy (law.md CON-04)."""

    ALONE = "alone"
    TOGETHER = "together"
    GUARDIANS = "guardians"


class PauseSaidAs(StrEnum):
    """Who said that the child may be harmed by disclosure to the other guardian (law.md FAM-06)."""

    GUARDIAN = "guardian"
    STAFF = "staff"


class WhereaboutsGround(StrEnum):
    """By which law the whereabouts of a child are kept from a guardian (law.md FAM-07)."""

    LVU = "lvu_14"
    PROTECTED_HOUSING = "law_2024_79"
    SECRECY = "osl_26_2"


class OverrideKind(StrEnum):
    """The decisions that may stand in place of a guardian's yes, and no others (law.md CON-05)."""

    CANNOT_WAIT = "fb_6_13_2"
    SOCIAL_BOARD = "fb_6_13_a"
    COURT_ORDER = "court_order"
    LVU = "lvu_11"
    PROTECTED_HOUSING = "law_2024_79"
    REPRESENTATIVE = "law_1999_997"
    SERIOUS_HARM = "osl_12_3_1"


class OverrideMeasure(StrEnum):
    """The measures that the social board may decide on though one guardian says no; the list is closed (FB 6:13 a)."""

    PSYCHIATRY = "psychiatry"
    OPEN_TREATMENT = "open_treatment"
    CONTACT_PERSON = "contact_person"
    LSS = "lss_9_4_6"


class InvolvementReason(StrEnum):
    """Why a unit is around a child (architecture.md 2, ``Involvement``)."""

    NOTICED = "noticed"
    RECEIVED = "received"
    COORDINATES = "coordinates"
    INVESTIGATES = "investigates"


class Regime(StrEnum):
    """Which kind of confidentiality binds a domain (law.md 1.1)."""

    OSL = "osl"
    STATUTORY = "statutory"
    CONTRACT = "contract"


class Strength(StrEnum):
    """Presumption of the secrecy section: secret unless harmless, or open unless harmful (law.md 1.1)."""

    STRONG = "strong"
    WEAK = "weak"


class Ground(StrEnum):
    """The legal grounds on which something is disclosed; the list is closed (law.md LAW-03).

    ``OWN_GIVING`` and ``WITHIN_DOMAIN`` are no disclosures in the sense of OSL and are marked so in the log.
    """

    CONSENT_12_2 = "consent_12_2"
    TO_SUBJECT_12_1 = "to_subject_12_1"
    NO_HARM_ASSESSMENT = "no_harm_assessment"
    NECESSARY_10_2 = "necessary_10_2"
    DUTY_10_28 = "duty_10_28"
    HEALTH_SOCIAL_U18 = "health_social_u18"
    ELEVHALSA_25_13A = "elevhalsa_25_13a"
    GENERAL_10_27 = "general_10_27"
    CRIME_10_15A = "crime_10_15a"
    CRIME_10_18A = "crime_10_18a"
    CRIME_10_18B = "crime_10_18b"
    CRIME_10_18C = "crime_10_18c"
    CRIME_AGAINST_MINOR_10_21 = "crime_against_minor_10_21"
    PARTY_10_3 = "party_10_3"
    REPORTER_FEEDBACK_26_9A = "reporter_feedback_26_9a"
    WITHIN_DOMAIN = "within_domain"
    OWN_GIVING = "own_giving"


class Layer(StrEnum):
    """What a consent row opens (architecture.md 2, two layers of a plan; law.md CON-01)."""

    TELL = "tell"
    TALK = "talk"
    MAP = "map"
    BACKGROUND = "background"


class ConsentWay(StrEnum):
    """How an answer was given (law.md CON-01)."""

    IN_PRODUCT = "in_product"
    ORAL = "oral"
    PAPER = "paper"


class GiverRole(StrEnum):
    """As what a person is asked (law.md CON-01, CON-02): in which capacity the answer counts."""

    GUARDIAN = "guardian"
    CARRIES = "carries"
    CHILD = "child"
    SUBJECT = "subject"


class Answer(StrEnum):
    """What a giver says to one row; the newest answer of a giver counts (architecture.md 2, ``Consent``)."""

    YES = "yes"
    NO = "no"
    WITHDRAWN = "withdrawn"


class ConsentState(StrEnum):
    """The state of a consent row, always computed from its answers and the clock, never stored."""

    ASKED = "asked"
    PARTLY_GIVEN = "partly_given"
    ACTIVE = "active"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    INVALIDATED = "invalidated"


class CaseState(StrEnum):
    """Where a child's case is in the practice model (model.md 2.2)."""

    GATHERING = "gathering"
    ANALYSED = "analysed"
    COLLABORATING = "collaborating"
    CLOSED = "closed"
    HANDED_OVER = "handed_over"


class QuestionState(StrEnum):
    """A question to a voice: waiting for the family's yes, sent, answered, or taken back by the one who asked."""

    WAITING = "waiting"
    SENT = "sent"
    ANSWERED = "answered"
    TAKEN_BACK = "taken_back"


class PlanState(StrEnum):
    """The life of a plan (model.md 5)."""

    DRAFT = "draft"
    LIVE = "live"
    ENDED = "ended"


class VersionState(StrEnum):
    """A version goes to the family first, then to the circle (architecture.md 5.3)."""

    WITH_FAMILY = "with_family"
    PUBLISHED = "published"


class MeetingState(StrEnum):
    """A meeting is called and then finished (model.md 6)."""

    CALLED = "called"
    FINISHED = "finished"


class OfferState(StrEnum):
    """An offer to hold the plan together is open until the other service answers (model.md 4.3)."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class TermKind(StrEnum):
    """The two functions around a child (model.md 4.3): BBA and samverkansansvarig."""

    BBA = "bba"
    COORDINATOR = "coordinator"


class ActionStatus(StrEnum):
    """What a service says of its action; the newest visible report is the current status."""

    AGREED = "agreed"
    BEGUN = "begun"
    GOING_ON = "going_on"
    DONE = "done"
    COULD_NOT = "could_not"


class PlanReply(StrEnum):
    """A family member's answer to a version (model.md 5.3; disagreement never blocks)."""

    AGREE = "agree"
    IN_PART = "in_part"
    DISAGREE = "disagree"


class InvitationReply(StrEnum):
    """Answer to a call to a meeting."""

    COMING = "coming"
    NOT_COMING = "not_coming"


class MeetingWay(StrEnum):
    """How one meets (model.md 6.2): in a place, on a screen, by telephone, or at home with the child."""

    PLACE = "place"
    SCREEN = "screen"
    PHONE = "phone"
    HOME = "home"


class Impression(StrEnum):
    """How something in a meeting was, for one who was there (model.md 6.2)."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class WhoAnswered(StrEnum):
    """Who says how a meeting was: no more is ever told of anybody."""

    CHILD = "child"
    GUARDIAN = "guardian"
    PROFESSIONAL = "professional"


class Support(StrEnum):
    """Whom an action supports (model.md 5.2): the child or the family."""

    CHILD = "child"
    FAMILY = "family"
