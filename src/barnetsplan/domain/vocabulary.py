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
    """In which capacity a session acts; the two kinds never mix (law.md IDN-02)."""

    STAFF = "staff"
    FAMILY = "family"
    NOBODY = "nobody"


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
    MAY_HOLD_BBA = "may_hold_bba"
    LOG_REVIEWER = "log_reviewer"
    SECURITY_OFFICER = "security_officer"
    REGISTRAR = "registrar"


class GuardianshipKind(StrEnum):
    """Kinds of legal relation between an adult and a child (FB 6 kap.; law.md FAM-01)."""

    GUARDIAN = "guardian"
    APPOINTED_GUARDIAN = "appointed_guardian"


class GuardianshipSource(StrEnum):
    """Where the knowledge of a guardianship comes from (law.md FAM-02)."""

    REGISTER = "register"
    SEEN_EXTRACT = "seen_extract"


class InvolvementReason(StrEnum):
    """Why a unit is around a child (architecture.md 2, ``Involvement``)."""

    NOTICED = "noticed"
    RECEIVED = "received"
    COORDINATES = "coordinates"


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
    """The legal grounds on which something is disclosed (law.md LAW-03).

    ``OWN_GIVING`` and ``WITHIN_DOMAIN`` are no disclosures in the sense of OSL and are marked so in the log.
    """

    CONSENT_12_2 = "consent_12_2"
    TO_SUBJECT_12_1 = "to_subject_12_1"
    NO_HARM_ASSESSMENT = "no_harm_assessment"
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


class Support(StrEnum):
    """Whom an action supports (model.md 5.2): the child or the family."""

    CHILD = "child"
    FAMILY = "family"
