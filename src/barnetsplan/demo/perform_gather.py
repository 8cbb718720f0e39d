"""Playing the second step of the model: the voices, the small yes, the analysis."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from barnetsplan.cases.facts import CASE
from barnetsplan.cases.models import Case
from barnetsplan.consent.models import ConsentRequest
from barnetsplan.consent.queries import row_states
from barnetsplan.coordination.requests import REQUEST
from barnetsplan.demo import script
from barnetsplan.demo.stage import Stage, known
from barnetsplan.domain.vocabulary import Answer
from barnetsplan.family.actions import answer_consent
from barnetsplan.gathering.actions import (
    Asking,
    answer_as_family,
    answer_as_service,
    ask_family,
    ask_service,
    release_voices,
    write_child_words,
    write_own_voice,
)
from barnetsplan.gathering.analysis import write_analysis
from barnetsplan.gathering.facts import QUESTION
from barnetsplan.noticing.facts import CONCERN
from barnetsplan.people.models import Child
from barnetsplan.plans.facts import PLAN
from barnetsplan.policy.acts import Act
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.records import kinds
from barnetsplan.records.models import Entry
from barnetsplan.records.queries import open_visible


def _answers(said: Iterable[script.Said]) -> Mapping[str, kinds.Contribution]:
    return {
        one.area: kinds.Contribution(works=one.works, challenging=one.challenging, would_help=one.would_help)
        for one in said
    }


def _asking(stage: Stage, step: script.Step, case: Case, areas: Iterable[str], text: str) -> Asking:
    return Asking(case=case, areas=tuple(areas), text=text, by=stage.actor(step.by), at=stage.clock)


def ask_the_family(stage: Stage, step: script.AskFamily) -> None:
    """Ask every adult with standing, each on their own."""
    questions = stage.write(
        step,
        Act.FAMILY_ASK,
        CASE,
        stage.case,
        lambda case: ask_family(asking=_asking(stage, step, case, case.areas, step.text), token=uuid4()),
    )
    of = {actor.party: name for name, actor in stage.actors.items()}
    stage.questions |= {of[question.to_id]: question.pk for question in questions}


def family_answers(stage: Stage, step: script.Answers) -> None:
    """One guardian answers in their own words."""
    stage.write(
        step,
        Act.FAMILY_QUESTION_ANSWER,
        QUESTION,
        stage.questions.get(step.by),
        lambda question: answer_as_family(
            question=question,
            answers=_answers(step.answers),
            readers=(),
            token=uuid4(),
            by=stage.actor(step.by),
            at=stage.clock,
        ),
    )


def child_words(stage: Stage, step: script.ChildWords) -> None:
    """The child speaks, and says who may read."""
    stage.write(
        step,
        Act.CHILD_WORDS_WRITE,
        CASE,
        stage.case,
        lambda case: write_child_words(
            case=case,
            answers=_answers(step.answers),
            readers=[stage.party(reader) for reader in step.readers],
            token=uuid4(),
            by=stage.actor(step.by),
            at=stage.clock,
        ),
    )


def own_voice(stage: Stage, step: script.Answers) -> None:
    """The BBA's own service says what it sees."""
    stage.write(
        step,
        Act.VOICE_WRITE,
        CASE,
        stage.case,
        lambda case: write_own_voice(
            case=case, answers=_answers(step.answers), token=uuid4(), by=stage.actor(step.by), at=stage.clock
        ),
    )


def ask_the_service(stage: Stage, step: script.AskService) -> None:
    """Prepare a question, and ask the family for the small yes."""
    question = stage.write(
        step,
        Act.SERVICE_ASK,
        CASE,
        stage.case,
        lambda case: ask_service(
            asking=_asking(stage, step, case, step.areas, step.text), unit=stage.unit(step.unit), token=uuid4()
        ),
    )
    stage.questions[step.unit] = question.pk
    stage.requests["talk"] = known(question.request)


def service_answers(stage: Stage, step: script.Answers) -> None:
    """The asked service answers."""
    units = {unit.pk: code for code, unit in stage.units.items()}
    stage.write(
        step,
        Act.QUESTION_ANSWER,
        QUESTION,
        stage.questions.get(units[stage.actor(step.by).party_id]),
        lambda question: answer_as_service(
            question=question,
            answers=_answers(step.answers),
            token=uuid4(),
            by=stage.actor(step.by),
            at=stage.clock,
        ),
    )


def consent(stage: Stage, step: script.Consent) -> None:
    """Somebody answers a request, or takes an answer back."""
    act = Act.CONSENT_CHANGE if step.answer == "withdrawn" else Act.CONSENT_ANSWER
    stage.write(
        step,
        act,
        REQUEST,
        stage.requests.get(step.about),
        lambda request: answer_consent(
            request=request,
            parts=dict.fromkeys(_parts(stage, step, request), Answer(step.answer)),
            by=stage.actor(step.by),
            at=stage.clock,
        ),
    )


def _parts(stage: Stage, step: script.Consent, request: ConsentRequest) -> list[tuple[UUID, str, str]]:
    rows = row_states(request.child, at=stage.clock, requests=[request.pk])
    chosen = {(stage.unit(part.unit), part.layer, part.area) for part in step.only}
    parts = dict.fromkeys((row.service, row.layer.value, row.area) for row in rows)
    return [part for part in parts if not chosen or part in chosen]


def show_voices(stage: Stage, step: script.Release) -> None:
    """Show the family what the services have said."""
    stage.write(
        step,
        Act.VOICES_RELEASE,
        CASE,
        stage.case,
        lambda case: release_voices(case=case, by=stage.actor(step.by), at=stage.clock),
    )


def analyse(stage: Stage, step: script.Analysis) -> None:
    """Answer the model's three questions."""
    payload = kinds.Analysis(
        summary=step.summary,
        child_view=step.child_view,
        own_service=step.own_service,
        other_service=step.other_service,
        together=step.together,
        best_for_child=step.best_for_child,
        services=tuple(dict.fromkeys(_sector(stage, code) for code in step.services)),
    )
    stage.write(
        step,
        Act.ANALYSIS_WRITE,
        CASE,
        stage.case,
        lambda case: write_analysis(
            case=case,
            entry_id=uuid4(),
            payload=payload,
            outcome=step.outcome,
            by=stage.actor(step.by),
            at=stage.clock,
        ),
    )


def _sector(stage: Stage, code: str) -> str:
    return current().sector(stage.units[code].sector).label


@dataclass(frozen=True, slots=True)
class Seen:
    """A page of which the log is to know only what was shown."""

    entries: tuple[UUID, ...]


def read(stage: Stage, step: script.Read) -> None:
    """Open a page."""
    if step.page == "concern":
        stage.read(step, Act.CONCERN_OPEN, CONCERN, stage.concern, _one)
    elif step.page == "wheel":
        wheel = (kinds.Contribution.KIND,)
        stage.read(step, Act.WHEEL_OPEN, CASE, stage.case, lambda a, case, at: _seen(a, case.child, at, wheel))
    else:
        plan = ("goal", "action", "action_report", "contact", "own_words", "dissent")
        stage.read(step, Act.PLAN_OPEN, PLAN, stage.plan, lambda a, found, at: _seen(a, found.child, at, plan))


def _one(_actor: Actor, entry: Entry, _at: datetime) -> Seen:
    return Seen((entry.pk,))


def _seen(actor: Actor, child: Child, at: datetime, of: tuple[str, ...]) -> Seen:
    return Seen(tuple(entry.id for entry in open_visible(actor.party_id, child=child, at=at, kinds=of)))
