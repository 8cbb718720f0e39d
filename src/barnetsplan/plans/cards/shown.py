"""What the plan page is given to show: frozen, and nothing in it that the reader may not see."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from barnetsplan.plans.words import Words
from barnetsplan.ui.cards import Step, Voice
from barnetsplan.ui.circle import Node


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody's words, with who and when; ``word`` is an answer in a word, where there is one.

    ``attached`` says what the file that goes with them shows, and ``key`` opens it.
    """

    text: str
    who: str
    when: date
    word: Words = ""
    attached: str = ""
    key: UUID | None = None


@dataclass(frozen=True, slots=True)
class Tagged:
    """A status in a word, and how its tag looks."""

    word: Words
    kind: str


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One line of who does what; ``late_days`` is for professionals' eyes only."""

    key: UUID
    area_key: str
    area_label: str
    text: str
    support: Words
    unit: str
    person: str
    when: str
    due_on: date | None
    follow_up: str
    to_family: str
    status: Tagged
    late_days: int
    report: Said | None
    dissents: tuple[Said, ...]
    may_report: bool


@dataclass(frozen=True, slots=True)
class GoalRows:
    """A goal with its actions and what follow-ups have said of it; without text, the actions of no goal."""

    text: str
    actions: tuple[ActionRow, ...]
    outcomes: tuple[Said, ...]
    dissents: tuple[Said, ...] = ()
    to_family: str = ""


@dataclass(frozen=True, slots=True)
class ReferenceRow:
    """Another plan: of which kind, who has it, whom to ask; never what stands in it."""

    plan: str
    owner: str
    contact: str


@dataclass(frozen=True, slots=True)
class PaperLine:
    """The plan that was on paper: what the scanned file shows, and the day on the paper."""

    key: UUID
    shows: str
    made_on: date | None


@dataclass(frozen=True, slots=True)
class SipPart:
    """One measure of a SIP, who is to do it, and the principal who answers for that."""

    text: str
    unit: str
    principal: str


@dataclass(frozen=True, slots=True)
class SipCard:
    """What the law asks of a SIP. *Source:* SoL 10:8; HSL 16:4; law.md SIP-01."""

    parts: tuple[SipPart, ...]
    others: str
    overall: str


@dataclass(frozen=True, slots=True)
class ContactRow:
    """The one person to call in a service (model.md 5.2)."""

    unit: str
    name: str
    role: str
    phone: str


@dataclass(frozen=True, slots=True)
class ServiceConsent:
    """Whether a service reads the plan now, and until when; ``request`` to follow where the answers stand."""

    unit: str
    joined: bool
    last_day: date | None
    request: UUID | None


@dataclass(frozen=True, slots=True)
class OwnConsent:
    """What the reader's own service may read, and until when."""

    last_day: date | None
    areas: str


@dataclass(frozen=True, slots=True)
class AreaVoices:
    """Background of one area: the voices released to this unit, side by side."""

    key: str
    label: str
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version that the reader may open, and whether it is the one shown."""

    number: int
    on: datetime
    with_family: bool
    shown: bool


@dataclass(frozen=True, slots=True)
class WithFamily:
    """A version that the family is reading: who has answered what, who has not, and whether it may be published."""

    version: UUID
    number: int
    until: date
    answers: tuple[Said, ...]
    missing: tuple[str, ...]
    ready: bool


@dataclass(frozen=True, slots=True)
class PlanHead:
    """What stands at the top: whose plan, which version, until when, and who holds which function."""

    key: UUID
    case: UUID
    child: UUID
    child_name: str
    whose: str
    version: VersionLine | None
    valid_from: datetime | None
    follow_up_on: date | None
    ended_at: datetime | None
    bba: str
    coordinator: str
    steps: tuple[Step, ...]
    family_sends: bool = False

    @property
    def first_name(self) -> str:
        """The child's first name, for headings."""
        return self.child_name.partition(" ")[0]


@dataclass(frozen=True, slots=True)
class PlanCard:
    """The plan as one professional reads it."""

    head: PlanHead
    child_words: tuple[Said, ...]
    family_words: tuple[Said, ...]
    dissents: tuple[Said, ...]
    goals: tuple[GoalRows, ...]
    nodes: tuple[Node, ...]
    contacts: tuple[ContactRow, ...]
    references: tuple[ReferenceRow, ...]
    sip: SipCard | None
    paper: PaperLine | None
    consents: tuple[ServiceConsent, ...]
    own_consent: OwnConsent | None
    background: tuple[AreaVoices, ...]
    closed_areas: tuple[tuple[str, str], ...]
    notes: tuple[Said, ...]
    with_family: WithFamily | None
    versions: tuple[VersionLine, ...]
    holds: bool
    is_bba: bool
    entries: tuple[UUID, ...]
