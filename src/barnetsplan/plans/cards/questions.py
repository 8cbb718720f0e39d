"""The questions of a request as a page puts them: one block for each service, its background laid under its map."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from barnetsplan.consent.texts import AskedQuestion
from barnetsplan.domain.vocabulary import Layer
from barnetsplan.practice.load import current
from barnetsplan.practice.model import NotInPractice


@dataclass(frozen=True, slots=True)
class AreaChoice:
    """One area that may be opened besides."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as this reader reads it."""

    layer: str
    question: str
    explanation: str
    if_no: str
    if_withdrawn: str
    areas: tuple[AreaChoice, ...]

    @property
    def part_areas(self) -> tuple[str, ...]:
        """The areas by which the question's rows are answered."""
        return tuple(area.key for area in self.areas) or ("",)


@dataclass(frozen=True, slots=True)
class AskedService:
    """All that is asked about one service: the question itself, and the background below it."""

    service: UUID
    name: str
    main: Asked
    background: Asked | None


def asked(question: AskedQuestion, *, to_child: bool) -> Asked:
    """A question in the words for this reader: a young person reads the question to the child."""
    return Asked(
        layer=question.layer,
        question=question.child_question if to_child else question.question,
        explanation=question.explanation,
        if_no=question.if_no,
        if_withdrawn=question.if_withdrawn,
        areas=tuple(AreaChoice(key, _area_label(key)) for key in question.areas),
    )


def _area_label(key: str) -> str:
    """An area in words; an area that the model no longer has keeps its key."""
    try:
        return current().area(key).label
    except NotInPractice:
        return key


def services_of(questions: Iterable[AskedQuestion], *, to_child: bool) -> tuple[AskedService, ...]:
    """One block per question; background is laid under the map of the same service, or stands alone without one."""
    listed = list(questions)
    background = {q.service: q for q in listed if q.layer == Layer.BACKGROUND}
    mapped = {q.service for q in listed if q.layer == Layer.MAP}
    return tuple(
        AskedService(
            service=question.service,
            name=question.service_name,
            main=asked(question, to_child=to_child),
            background=asked(background[question.service], to_child=to_child)
            if question.layer == Layer.MAP and question.service in background
            else None,
        )
        for question in listed
        if question.layer != Layer.BACKGROUND or question.service not in mapped
    )
