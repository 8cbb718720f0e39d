"""What must hold between the parts of a practice model; what one part must hold alone is in `build`."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from string import Formatter
from typing import Final, get_args

from barnetsplan.practice.build import Fault
from barnetsplan.practice.model import Practice
from barnetsplan.practice.parts import ConsentPurpose, ConsentText, OutcomeLeadsTo, PlanPart, Reader, StageBegins
from barnetsplan.practice.places import Path

#: The keys that pages of the product ask for by name; a county may word them freely but not leave them out.
STEPS: Final = ("notice", "gather", "collaborate", "follow_up")
CONSENT_WAYS: Final = ("in_product", "oral", "paper")
TERMS: Final = (
    "model",
    "bba",
    "coordinator",
    "plan",
    "map",
    "background",
    "wheel",
    "meeting",
    "action",
    "goal",
    "follow_up",
    "dissent",
    "consent",
    "handover",
    "guardian",
    "concern",
)
PLAN_FIELDS: Final = (
    "goal_text",
    "action_text",
    "action_support",
    "action_responsible",
    "action_when",
    "action_follow_up",
    "service_contact",
    "plan_next_follow_up",
    "plan_follow_up_way",
    "plan_child_words",
    "plan_guardian_words",
    "plan_dissent",
)
_WORDS_IN_TEXTS: Final = {"child", "discloser", "recipient", "areas"}
_WORDS_NEEDED: Final = {
    "tell": {"discloser", "recipient"},
    "talk": {"discloser", "recipient", "areas"},
    "map": {"recipient"},
    "background": {"recipient", "areas"},
}
#: Who keeps a plan and answers for it (law.md 0): the unit whose case it is, or the family in its own space.
_CUSTODIES: Final = {"lead_domain", "own_space"}
#: The plan that the budget speaks of: one goal, two actions, two services (architecture.md 5.5).
_BUDGETED: Final[dict[PlanPart, int]] = {"plan": 1, "goal": 1, "action": 2, "service": 2}


def check(practice: Practice) -> None:
    """Look at the whole. *Raises* Fault for the first thing that is wrong."""
    for fault in _faults(practice):
        raise fault


def _faults(practice: Practice) -> Iterator[Fault]:
    yield from _twice(practice)
    yield from _left_out(practice)
    yield from _pointing_nowhere(practice)
    yield from _wrong_stages(practice)
    yield from _wrong_ages(practice)
    yield from _wrong_texts(practice)
    yield from _wrong_custody(practice)
    yield from _wrong_numbers(practice)
    yield from _wrong_telling(practice)
    yield from _over_budget(practice)


def _twice(practice: Practice) -> Iterator[Fault]:
    for path, name, things in _arrays(practice):
        seen: set[object] = set()
        for place, thing in enumerate(things):
            word = getattr(thing, name)
            if word in seen:
                yield Fault((*path, place, name), f"«{word}» stands here twice.")
            seen.add(word)


def _arrays(practice: Practice) -> Iterator[tuple[Path, str, tuple[object, ...]]]:
    yield ("columns",), "reader", practice.columns
    yield ("articles",), "number", practice.articles
    yield ("outcomes",), "code", practice.outcomes
    yield ("steps",), "number", practice.steps
    yield ("stages",), "begins", practice.stages
    yield ("consent", "texts"), "purpose", practice.consent.texts
    yield ("consent", "ways"), "key", practice.consent.ways
    yield ("privacy", "matters"), "key", practice.privacy.matters
    yield ("disclosure", "crime_chapters"), "chapter", practice.disclosure.crime_chapters
    for name in ("sectors", "roles", "areas", "stages", "steps", "questions", "agenda", "plan_fields"):
        yield (name,), "key", getattr(practice, name)
    yield ("plain_language", "words"), "word", practice.plain_language.words
    for name in ("consent_rules", "meeting_questions", "participations", "terms", "other_plans"):
        yield (name,), "key", getattr(practice, name)


def _left_out(practice: Practice) -> Iterator[Fault]:
    for path, needed, present in (
        (("columns",), get_args(Reader), [columns.reader for columns in practice.columns]),
        (("consent", "texts"), get_args(ConsentPurpose), [text.purpose for text in practice.consent.texts]),
        (("consent", "ways"), CONSENT_WAYS, [way.key for way in practice.consent.ways]),
        (("stages",), get_args(StageBegins), [stage.begins for stage in practice.stages]),
        (("outcomes",), get_args(OutcomeLeadsTo), [outcome.leads_to for outcome in practice.outcomes]),
        (("steps",), STEPS, [step.key for step in practice.steps]),
        (("terms",), TERMS, [term.key for term in practice.terms]),
        (("plan_fields",), PLAN_FIELDS, [field.key for field in practice.plan_fields]),
    ):
        for word in needed:
            if word not in present:
                yield Fault(path, f"«{word}» is left out.")


def _pointing_nowhere(practice: Practice) -> Iterator[Fault]:
    sectors = {sector.key for sector in practice.sectors}
    roles = {role.key for role in practice.roles}
    outcomes = {outcome.code for outcome in practice.outcomes}
    numbers = {article.number for article in practice.articles}
    for place, role in enumerate(practice.roles):
        yield from _unknown(("roles", place, "sectors"), role.sectors, sectors, "sector")
    for place, stage in enumerate(practice.stages):
        yield from _unknown(("stages", place, "holder_role"), [stage.holder_role], roles, "role")
        yield from _unknown(("stages", place, "sector"), [stage.sector], sectors, "sector")
    for place, question in enumerate(practice.questions):
        yield from _unknown(("questions", place, "outcome"), [question.outcome], outcomes, "outcome")
    for place, area in enumerate(practice.areas):
        yield from _unknown(("areas", place, "articles"), area.articles, numbers, "article")
    yield from _unknown(("articles_for_all",), practice.articles_for_all, numbers, "article")


def _unknown(path: Path, named: Iterable[object], known: set[str] | set[int], what: str) -> Iterator[Fault]:
    for word in named:
        if word not in known:
            yield Fault(path, f"There is no {what} «{word}».")


def _wrong_stages(practice: Practice) -> Iterator[Fault]:
    for place, stage in enumerate(practice.stages):
        role = practice.role(stage.holder_role)
        if not role.may_hold_bba:
            yield Fault(("stages", place, "holder_role"), f"«{role.key}» may not hold the function.")
        if stage.sector not in role.sectors:
            yield Fault(("stages", place, "sector"), f"«{role.key}» does not work in «{stage.sector}».")
        when = (stage.begins_age, stage.begins_month, stage.begins_day)
        if stage.begins != "school_start":
            if any(number is not None for number in when):
                yield Fault(("stages", place, "begins_age"), "Only the stage that begins with school has a date.")
        elif not _is_a_day_of_childhood(*when, ceiling=practice.age_ceiling):
            yield Fault(("stages", place, "begins_age"), "The beginning of school is no date below the age ceiling.")


def _is_a_day_of_childhood(age: int | None, month: int | None, day: int | None, *, ceiling: int) -> bool:
    try:
        date(2001, month or 0, day or 0)
    except ValueError:
        return False
    return age is not None and 0 < age < ceiling


def _wrong_ages(practice: Practice) -> Iterator[Fault]:
    aged = []
    for place, rule in enumerate(practice.consent_rules):
        path: Path = ("consent_rules", place)
        if (rule.from_age is None) != (rule.until_age is None):
            yield Fault((*path, "from_age"), "A rule has both ages, or none when it is for the unborn child.")
        if (rule.from_age is None) != ("pregnant_person" in rule.must_give):
            yield Fault((*path, "must_give"), "Before birth the pregnant person gives, and only then.")
        if rule.from_age is not None and rule.until_age is not None:
            aged.append((rule.from_age, rule.until_age, path))
    if len(aged) != len(practice.consent_rules) - 1:
        yield Fault(("consent_rules",), "Exactly one rule is for the unborn child, without ages.")
    yield from _gaps(aged, practice.age_ceiling)


def _gaps(aged: list[tuple[int, int, Path]], ceiling: int) -> Iterator[Fault]:
    reached = 0
    last: Path = ("consent_rules",)
    for from_age, until_age, path in aged:
        if from_age < reached:
            yield Fault((*path, "from_age"), f"The ages overlap: {from_age} already has a rule.")
        if from_age > reached:
            yield Fault((*path, "from_age"), f"No rule for the ages {reached} to {from_age - 1}.")
        if until_age <= from_age:
            yield Fault((*path, "until_age"), "The rule ends before it begins.")
        reached, last = until_age, (*path, "until_age")
    if reached != ceiling:
        yield Fault(last, f"The rules end at {reached} and the age ceiling is {ceiling}.")


def _wrong_texts(practice: Practice) -> Iterator[Fault]:
    for place, text in enumerate(practice.consent.texts):
        for name in ("question", "explanation", "child_question", "if_no", "if_withdrawn"):
            path: Path = ("consent", "texts", place, name)
            try:
                words = {word for _, word, _, _ in Formatter().parse(getattr(text, name)) if word is not None}
            except ValueError:
                yield Fault(path, "A brace has no partner.")
            else:
                yield from _wrong_words(path, name, text, words)


def _wrong_words(path: Path, name: str, text: ConsentText, words: set[str]) -> Iterator[Fault]:
    for word in sorted(words - _WORDS_IN_TEXTS):
        yield Fault(path, f"«{{{word}}}» is not known here. Known are: {', '.join(sorted(_WORDS_IN_TEXTS))}.")
    if name == "question":
        for word in sorted(_WORDS_NEEDED[text.purpose] - words):
            yield Fault(path, f"The question does not say «{{{word}}}».")


def _wrong_custody(practice: Practice) -> Iterator[Fault]:
    if practice.plan_custody not in _CUSTODIES:
        yield Fault(("plan_custody",), f"Must be one of: {', '.join(sorted(_CUSTODIES))}.")


def _wrong_telling(practice: Practice) -> Iterator[Fault]:
    steps = practice.late_actions
    names = ("person_days", "unit_days", "bba_days", "coordinator_days")
    for before, after in pairwise(names):
        if getattr(steps, after) < getattr(steps, before):
            yield Fault(("late_actions", after), f"This step comes before «{before}».")
    messages = practice.messages
    for name, most in (("daily_hour", 23), ("safe_from", 23), ("safe_until", 24)):
        if getattr(messages, name) > most:
            yield Fault(("messages", name), f"Here should be an hour, at most {most}.")
    if messages.safe_from == messages.safe_until:
        yield Fault(("messages", "safe_until"), "Between these hours there is no time.")


def _wrong_numbers(practice: Practice) -> Iterator[Fault]:
    for table, names in (
        ((), ("age_ceiling",)),
        (("deadlines",), ("family_reads_plan_days", "answer_question_days", "call_back_days")),
        (("limits",), ("text_characters",)),
        (("budgets",), ("notice", "call", "plan_with_two_actions")),
        (("consent",), ("max_months", "max_questions_per_page")),
        (("reading",), ("children_an_hour", "refusals_an_hour", "sample_a_week", "emergency_hours", "emergency_words")),
        (("signing_in",), ("family_idle", "family_in_all", "staff_idle", "staff_in_all", "fresh")),
        (("messages",), ("at_once_minutes", "safe_until", "code_minutes", "code_tries", "codes_a_day")),
        (("late_actions",), ("person_days", "unit_days", "bba_days", "coordinator_days")),
        (("signing_in",), ("code_from_age", "code_valid", "code_session", "code_tries")),
        (("guests",), ("max_months",)),
        (("following_up",), ("usual_days",)),
        (("plain_language",), ("longest_sentence",)),
    ):
        for name in names:
            holder = getattr(practice, table[0]) if table else practice
            if getattr(holder, name) < 1:
                yield Fault((*table, name), "Here should be at least one.")
    for place, part in enumerate(practice.agenda):
        if part.minutes < 1:
            yield Fault(("agenda", place, "minutes"), "Here should be at least one.")


def _over_budget(practice: Practice) -> Iterator[Fault]:
    required = sum(_BUDGETED[field.part] for field in practice.plan_fields if field.required)
    budget = practice.budgets.plan_with_two_actions
    if required > budget:
        sentence = f"A plan with two actions has {required} required fields, and the budget is {budget}."
        yield Fault(("budgets", "plan_with_two_actions"), sentence)
