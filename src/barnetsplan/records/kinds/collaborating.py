"""What is written in the third step: the meeting, the plan and its follow-up (model.md 5, 6)."""

from dataclasses import dataclass, field
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from barnetsplan.records.kinds.base import Payload, location_bearing


@dataclass(frozen=True, slots=True)
class Invitation(Payload):
    """The call to a meeting: when, in which way and where, the question, how the child takes part and who speaks."""

    KIND: ClassVar[str] = "invitation"
    SCHEMA: ClassVar[int] = 2
    REQUIRED: ClassVar[tuple[str, ...]] = ("when", "question")

    when: str
    question: str
    where: str = field(default="", metadata=location_bearing())
    child_takes_part: str = ""
    way: str = ""
    interpreter: str = ""
    child_with: str = ""


@dataclass(frozen=True, slots=True)
class Preparation(Payload):
    """What one of the called is asked to prepare or bring: for that one alone (``Entry.responsible``)."""

    KIND: ClassVar[str] = "preparation"
    REQUIRED: ClassVar[tuple[str, ...]] = ("text",)

    text: str


@dataclass(frozen=True, slots=True)
class Goal(Payload):
    """What the plan is to reach; ``to_family`` says it in one sentence where the text is not plain by itself."""

    KIND: ClassVar[str] = "goal"
    REQUIRED: ClassVar[tuple[str, ...]] = ("text",)

    text: str
    to_family: str = ""


@dataclass(frozen=True, slots=True)
class Action(Payload):
    """Support to the child or the family: what, when, how followed up; who is the entry's ``responsible``.

    *Source:* model.md 5.2.
    """

    KIND: ClassVar[str] = "action"
    REQUIRED: ClassVar[tuple[str, ...]] = ("text", "when")

    text: str
    when: str
    support: str = "child"
    person: str = field(default="", metadata=location_bearing())
    follow_up: str = ""
    to_family: str = ""
    goal: str = ""


@dataclass(frozen=True, slots=True)
class ActionReport(Payload):
    """What the responsible service says of its action; the status is the entry's ``status``."""

    KIND: ClassVar[str] = "action_report"
    REQUIRED: ClassVar[tuple[str, ...]] = ("action",)

    action: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Contact(Payload):
    """One person to call in each service (model.md 5.2)."""

    KIND: ClassVar[str] = "contact"
    REQUIRED: ClassVar[tuple[str, ...]] = ("name",)

    name: str = field(metadata=location_bearing(_("Kontaktperson")))
    role: str = field(default="", metadata=location_bearing())
    phone: str = field(default="", metadata=location_bearing())


@dataclass(frozen=True, slots=True)
class PlanReference(Payload):
    """That there is another plan, who has it and whom to ask; what stands in it is never told here (model.md 5.4).

    ``plan`` is the key of a kind of plan in the county's file.
    """

    KIND: ClassVar[str] = "plan_reference"
    REQUIRED: ClassVar[tuple[str, ...]] = ("plan", "owner")

    plan: str
    owner: str = field(metadata=location_bearing(_("en annan verksamhet")))
    contact: str = field(default="", metadata=location_bearing())


@dataclass(frozen=True, slots=True)
class Sip(Payload):
    """That the plan is a SIP too: who answers for the whole, and what others than municipality and Region do.

    What the law asks for besides, which measures and which principal is responsible for each, stands in the actions.

    *Source:* SoL 10:8; HSL 16:4; law.md SIP-01.
    """

    KIND: ClassVar[str] = "sip"
    REQUIRED: ClassVar[tuple[str, ...]] = ("overall", "others")

    overall: str = field(metadata=location_bearing(_("kommunen eller regionen")))
    others: str


@dataclass(frozen=True, slots=True)
class PaperPlan(Payload):
    """The plan that was on paper before it was entered here, scanned; the day on the paper is the entry's ``due_on``.

    It holds more than the map, and is for the family and the one who answers for the plan.
    """

    KIND: ClassVar[str] = "paper_plan"
    REQUIRED: ClassVar[tuple[str, ...]] = ("attached",)

    attached: str = field(metadata=location_bearing())


@dataclass(frozen=True, slots=True)
class OwnWords(Payload):
    """What the child or a guardian says in the plan; whose words is the entry's ``voice``.

    ``attached`` says what the file that goes with them shows, and is empty where there is none.
    """

    KIND: ClassVar[str] = "own_words"
    REQUIRED: ClassVar[tuple[str, ...]] = ("text",)

    text: str
    attached: str = field(default="", metadata=location_bearing())


@dataclass(frozen=True, slots=True)
class Dissent(Payload):
    """Somebody does not agree, about one action or the whole plan; printed, never a block (architecture.md 5.3)."""

    KIND: ClassVar[str] = "dissent"
    REQUIRED: ClassVar[tuple[str, ...]] = ("text",)

    text: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class PlanAnswer(Payload):
    """A family member's answer to one version; the answer is the entry's ``outcome``."""

    KIND: ClassVar[str] = "plan_answer"

    text: str = ""


@dataclass(frozen=True, slots=True)
class MeetingNote(Payload):
    """What was said in a meeting beside the plan; background, and only for the family and the BBA."""

    KIND: ClassVar[str] = "meeting_note"
    REQUIRED: ClassVar[tuple[str, ...]] = ("text",)

    text: str


@dataclass(frozen=True, slots=True)
class FollowUp(Payload):
    """How it went with a goal, at a follow-up or at the end (model.md 5.2)."""

    KIND: ClassVar[str] = "follow_up"
    REQUIRED: ClassVar[tuple[str, ...]] = ("text",)

    text: str
    goal: str = ""
