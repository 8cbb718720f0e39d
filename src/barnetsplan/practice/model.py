"""One county's practice model, whole, and the look-ups in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from barnetsplan.practice.disclosing import DisclosureRules
from barnetsplan.practice.guests import Guests
from barnetsplan.practice.parts import (
    AgendaPart,
    Area,
    Article,
    Budgets,
    ChildWords,
    Columns,
    Consent,
    ConsentRule,
    ConsentText,
    ConsentWay,
    Deadlines,
    GuidingQuestion,
    Limits,
    MeetingDecision,
    MeetingQuestion,
    Outcome,
    Participation,
    PlanField,
    Privacy,
    PrivateMatter,
    ProtectedContact,
    Reader,
    Reading,
    Role,
    Sector,
    Stage,
    StageBegins,
    Step,
    Term,
)
from barnetsplan.practice.plain import FollowingUp, OtherPlan, PlainLanguage
from barnetsplan.practice.signing_in import SigningIn
from barnetsplan.practice.telling import LateActions, Messages


class NotInPractice(LookupError):
    """A key that the county's practice model does not have."""


class _Keyed(Protocol):
    @property
    def key(self) -> str: ...


KeyedThing = TypeVar("KeyedThing", bound=_Keyed)
Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """One county's practice model, in one version. Tuples keep the order of the file."""

    version: str
    county: str
    county_label: str
    model_name: str
    and_word: str
    age_ceiling: int
    plan_custody: str
    provisional_text: str
    articles_for_all: tuple[int, ...]
    child_words: ChildWords
    privacy: Privacy
    deadlines: Deadlines
    limits: Limits
    protected_contact: ProtectedContact
    reading: Reading
    messages: Messages
    late_actions: LateActions
    signing_in: SigningIn
    guests: Guests
    following_up: FollowingUp
    plain_language: PlainLanguage
    budgets: Budgets
    meeting_decision: MeetingDecision
    consent: Consent
    disclosure: DisclosureRules
    columns: tuple[Columns, ...]
    steps: tuple[Step, ...]
    questions: tuple[GuidingQuestion, ...]
    outcomes: tuple[Outcome, ...]
    areas: tuple[Area, ...]
    sectors: tuple[Sector, ...]
    roles: tuple[Role, ...]
    stages: tuple[Stage, ...]
    agenda: tuple[AgendaPart, ...]
    meeting_questions: tuple[MeetingQuestion, ...]
    plan_fields: tuple[PlanField, ...]
    other_plans: tuple[OtherPlan, ...]
    consent_rules: tuple[ConsentRule, ...]
    participations: tuple[Participation, ...]
    terms: tuple[Term, ...]
    articles: tuple[Article, ...]

    @property
    def is_own_space(self) -> bool:
        """Whether the plan lies in the family's own space until the family sends it (law.md 0)."""
        return self.plan_custody == "own_space"

    def area(self, key: str) -> Area:
        """The area with this key. *Raises* NotInPractice, as all look-ups here."""
        return _with_key(self.areas, key, "area")

    def role(self, key: str) -> Role:
        """The role with this key."""
        return _with_key(self.roles, key, "role")

    def sector(self, key: str) -> Sector:
        """The sector with this key."""
        return _with_key(self.sectors, key, "sector")

    def stage(self, key: str) -> Stage:
        """The stage with this key."""
        return _with_key(self.stages, key, "stage")

    def step(self, key: str) -> Step:
        """The step with this key."""
        return _with_key(self.steps, key, "step")

    def term(self, key: str) -> Term:
        """The word with this key."""
        return _with_key(self.terms, key, "term")

    def plan_field(self, key: str) -> PlanField:
        """The field of the plan with this key."""
        return _with_key(self.plan_fields, key, "plan field")

    def other_plan(self, key: str) -> OtherPlan:
        """The kind of other plan with this key."""
        return _with_key(self.other_plans, key, "other plan")

    def participation(self, key: str) -> Participation:
        """The way to take part with this key."""
        return _with_key(self.participations, key, "participation")

    def private_matters_for(self, age: int | None) -> tuple[PrivateMatter, ...]:
        """What is hidden from guardians by default when a child of this age is written about."""
        return self.privacy.matters if age is not None and age >= self.privacy.from_age else ()

    def consent_way(self, key: str) -> ConsentWay:
        """The way to answer with this key."""
        return _with_key(self.consent.ways, key, "way to consent")

    def outcome(self, code: str) -> Outcome:
        """The outcome with this code."""
        return _found((outcome for outcome in self.outcomes if outcome.code == code), "outcome", code)

    def article(self, number: int) -> Article:
        """The article with this number."""
        return _found((article for article in self.articles if article.number == number), "article", str(number))

    def consent_text(self, purpose: str) -> ConsentText:
        """The question for this purpose."""
        return _found((text for text in self.consent.texts if text.purpose == purpose), "consent text", purpose)

    def columns_for(self, reader: Reader) -> Columns:
        """The wheel's words for this reader."""
        return _found((columns for columns in self.columns if columns.reader == reader), "columns", reader)

    def roles_in(self, sector: str) -> tuple[Role, ...]:
        """The roles of a sector, in the order of the file."""
        return tuple(role for role in self.roles if sector in role.sectors)

    def stage_for(self, born_on: date | None, on: date) -> Stage | None:
        """The stage on a day; the unborn child has no date of birth. None from the age ceiling on.

        A young person outside upper secondary is not known by age: see `stage_outside_school`.
        *Source:* model.md 4.1.
        """
        if born_on is None:
            return self._stage_that_begins("pregnancy")
        if on >= _reaches(born_on, self.age_ceiling):
            return None
        school = self._stage_that_begins("school_start")
        return school if on >= _school_starts(born_on, school) else self._stage_that_begins("birth")

    def stage_outside_school(self) -> Stage:
        """The stage of one who did not start, or has left, upper secondary. *Source:* model.md 4.1."""
        return self._stage_that_begins("outside_school")

    def consent_rule_for(self, age: int | None) -> ConsentRule | None:
        """Who must say yes at this age, None being unborn. No rule from the age ceiling on: no guardian is left.

        *Source:* law.md CON-03.
        """
        if age is None:
            return next(rule for rule in self.consent_rules if rule.from_age is None)
        return next((rule for rule in self.consent_rules if _covers(rule, age)), None)

    def in_words(self, area_keys: Iterable[str]) -> str:
        """Areas as a part of a sentence, in the wheel's order: «utveckling, hemmet och relationer»."""
        chosen = {self.area(key).key for key in area_keys}
        return self.listed(area.in_sentence for area in self.areas if area.key in chosen)

    def listed(self, words: Iterable[str]) -> str:
        """Words with commas and a last «och»."""
        *first, last = [*words] or [""]
        return f"{', '.join(first)} {self.and_word} {last}" if first else last

    def _stage_that_begins(self, begins: StageBegins) -> Stage:
        return next(stage for stage in self.stages if stage.begins == begins)


def _with_key(things: tuple[KeyedThing, ...], key: str, what: str) -> KeyedThing:
    return _found((thing for thing in things if thing.key == key), what, key)


def _found(things: Iterable[Thing], what: str, key: str) -> Thing:
    for thing in things:
        return thing
    message = f"The practice model has no {what} «{key}»."
    raise NotInPractice(message)


def _covers(rule: ConsentRule, age: int) -> bool:
    return rule.from_age is not None and rule.until_age is not None and rule.from_age <= age < rule.until_age


def _school_starts(born_on: date, school: Stage) -> date:
    # The loader demands all three of the stage that begins with school.
    return date(born_on.year + (school.begins_age or 0), school.begins_month or 0, school.begins_day or 0)


def _reaches(born_on: date, age: int) -> date:
    # As domain.periods.birthday, which this floor may not import; a test holds the two together.
    year = born_on.year + age
    try:
        return born_on.replace(year=year)
    except ValueError:
        return born_on.replace(year=year, day=28)
