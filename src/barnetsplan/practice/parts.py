"""The parts of a practice model; every value comes from the county's file and none from code.

The classes are also the file's grammar: a field without default must stand in the file, and no other may.
"""

from dataclasses import dataclass, replace
from typing import Literal

Reader = Literal["staff", "family", "child"]
StageBegins = Literal["pregnancy", "birth", "school_start", "outside_school"]
ConsentPurpose = Literal["tell", "talk", "map", "background"]
Giver = Literal["pregnant_person", "guardians", "child"]
PlanPart = Literal["plan", "goal", "action", "service"]
OutcomeLeadsTo = Literal["close", "hand_over", "consent"]
Duty = Literal[
    "log_reviewer",
    "security_officer",
    "registrar",
    "investigates",
    "opens_in_emergency",
    "may_coordinate",
    "heads_school",
    "decides_secrecy",
    "manages_accounts",
    "gives_codes",
]
SectorKind = Literal[
    "preschool",
    "school",
    "student_health",
    "student_health_medical",
    "health",
    "social",
    "police",
    "civil",
    "other_authority",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The wheel's words for one kind of reader. *Source:* model.md 3.1; interface.md, Words."""

    reader: Reader
    works: str
    challenging: str
    would_help: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article of the Convention on the Rights of the Child, in a few words of our own."""

    number: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """One area of the wheel. *Source:* model.md 3.1 and, for provisional texts, 3.3."""

    key: str
    label: str
    in_sentence: str
    english: str
    icon: str
    colour: str
    definition: str
    family_definition: str
    child_definition: str
    staff_prompts: tuple[str, ...]
    family_prompts: tuple[str, ...]
    child_prompts: tuple[str, ...]
    articles: tuple[int, ...]
    provisional: bool
    source: str

    def definition_for(self, reader: Reader) -> str:
        """What the area is about, in the reader's words."""
        return {"staff": self.definition, "family": self.family_definition, "child": self.child_definition}[reader]

    def prompts_for(self, reader: Reader) -> tuple[str, ...]:
        """Questions to think with, in the reader's words."""
        return {"staff": self.staff_prompts, "family": self.family_prompts, "child": self.child_prompts}[reader]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sector:
    """A kind of service; `family_label` stands in the middle of a sentence. *Source:* model.md 10, 12.

    `kind` is what it is to the grounds for disclosure, and one that `advises` can be asked without a child being named.
    *Source:* law.md 1.1, LAW-07.
    """

    key: str
    label: str
    family_label: str
    english: str
    kind: SectorKind
    advises: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """What somebody works as, in which sectors, and with which duties. *Source:* model.md 4.1, 10, 12; law.md 1.8."""

    key: str
    label: str
    family_label: str
    english: str
    may_hold_bba: bool
    sectors: tuple[str, ...] = ()
    duties: tuple[Duty, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectedContact:
    """The one function that a family calls where no place may be told. *Source:* law.md PROT-02.

    ``phone`` has no area code, for that would tell where.
    """

    label: str
    text: str
    phone: str
    provisional: bool
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A part of childhood and the role that holds the function then. *Source:* model.md 4.1."""

    key: str
    label: str
    english: str
    begins: StageBegins
    begins_text: str
    begins_age: int | None = None
    begins_month: int | None = None
    begins_day: int | None = None
    holder_role: str
    sector: str
    provisional: bool
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step of the practice model. *Source:* model.md 2.1."""

    key: str
    number: int
    label: str
    short: str
    family_label: str
    family_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What an analysis can lead to. *Source:* model.md 2.2."""

    code: str
    label: str
    text: str
    family_text: str
    leads_to: OutcomeLeadsTo
    provisional: bool
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidingQuestion:
    """One of the questions of the analysis, and the outcome of a yes. *Source:* model.md 2.2."""

    key: str
    text: str
    help: str
    outcome: str
    provisional: bool
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingDecision:
    """The last question, asked in the meeting. *Source:* model.md 2.2; what a no leads to is ours."""

    text: str
    if_yes: str
    if_no: str
    provisional: bool
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaPart:
    """A part of the meeting; `carries_areas` when the areas are its points. *Source:* model.md 6.2."""

    key: str
    label: str
    minutes: int
    text: str
    chair_text: str
    provisional: bool
    source: str
    carries_areas: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingQuestion:
    """A short question after the meeting, in the words for each who was there. *Source:* model.md 6.2 (SIP-kollen)."""

    key: str
    child_text: str
    guardian_text: str
    professional_text: str
    provisional: bool
    source: str

    def to(self, who: str) -> str:
        """The question as it is put to a child, a guardian or a professional."""
        return {"child": self.child_text, "guardian": self.guardian_text}.get(who, self.professional_text)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanField:
    """A field of the plan and of which part; required means that somebody must fill it. *Source:* model.md 5.2."""

    key: str
    part: PlanPart
    label: str
    family_label: str
    required: bool
    provisional: bool
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRule:
    """Who must say yes at an age; `until_age` is excluded, no ages means before birth. *Source:* law.md CON-03."""

    key: str
    label: str
    from_age: int | None = None
    until_age: int | None = None
    must_give: tuple[Giver, ...]
    child_is_heard: bool
    child_alone_after_maturity_decision: bool
    text: str
    child_text: str | None = None
    provisional: bool
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentText:
    """One plain question to a giver. *Source:* law.md CON-01, CON-07, CON-08."""

    purpose: ConsentPurpose
    version: str
    question: str
    explanation: str
    child_question: str
    if_no: str
    if_withdrawn: str
    provisional: bool
    source: str

    def filled(self, *, child: str, discloser: str, recipient: str, areas: str) -> "ConsentText":
        """The same text with its names; `areas` as `Practice.in_words` writes them."""
        words = {"child": child, "discloser": discloser, "recipient": recipient, "areas": areas}
        return replace(
            self,
            question=self.question.format(**words),
            explanation=self.explanation.format(**words),
            child_question=self.child_question.format(**words),
            if_no=self.if_no.format(**words),
            if_withdrawn=self.if_withdrawn.format(**words),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentWay:
    """How an answer can be given. *Source:* law.md CON-01."""

    key: str
    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What holds for all consent questions. *Source:* law.md CON-01, CON-07, CON-08."""

    language: str
    max_months: int
    max_questions_per_page: int
    law_text: str
    change_text: str
    ways: tuple[ConsentWay, ...]
    texts: tuple[ConsentText, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation:
    """A way for the child to take part in the meeting. *Source:* model.md 6.1, 6.2."""

    key: str
    label: str
    child_label: str
    present: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word of the model: as staff say it, as the family reads it, and one line about it. *Source:* model.md 12."""

    key: str
    label: str
    family_label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildWords:
    """What an adult says before a child tells. *Source:* law.md CRC-03, ORO-01; interface.md rule 2."""

    safe: str
    who_reads: str
    no_need: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateMatter:
    """What a young person's text can be about that no guardian reads unless somebody decides so."""

    key: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Privacy:
    """From which age some matters are hidden from guardians. *Source:* OSL 12:3; law.md 5, abuse case 12."""

    from_age: int
    matters: tuple[PrivateMatter, ...]
    provisional: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadlines:
    """Defaults in whole days; *Source:* model.md 2.5: no Kronoberg source has any, so reminders are off."""

    family_reads_plan_days: int
    answer_question_days: int
    call_back_days: int
    reminders: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The longest text that an entry takes."""

    text_characters: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How much one person reads before it is stopped or looked at, and how an emergency opens a child.

    *Source:* law.md 5, abuse cases 4 and 17; PDL 4:3; the figures are ours.
    """

    children_an_hour: int
    refusals_an_hour: int
    sample_a_week: int
    emergency_hours: int
    emergency_words: int
    provisional: bool
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Budgets:
    """The most required fields that the short way may have. *Source:* architecture.md 5.5."""

    notice: int
    call: int
    plan_with_two_actions: int
