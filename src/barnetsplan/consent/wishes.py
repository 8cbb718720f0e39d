"""What one giver's answer means for each row: a page asks about a service, and the rows follow, to it and from it.

*Source:* law.md CON-06; a no to a service is a no to what it would show to others and to what they would show to it.
"""

from collections.abc import Collection, Mapping
from uuid import UUID

from barnetsplan.consent.queries import Part, RowState, leading
from barnetsplan.domain.vocabulary import Answer, Layer

_REFUSALS = frozenset({Answer.NO, Answer.WITHDRAWN})
#: What makes two rows the same thing, asked twice.
SameThing = tuple[UUID | None, UUID, UUID, Layer, str]


def same_thing(row: RowState) -> SameThing | None:
    """The same thing asked anew has the same key; a talk is about its own question and is never the same again."""
    if row.layer is Layer.TALK:
        return None
    return row.container, row.discloser, row.recipient, row.layer, row.area


def wishes(
    request: UUID,
    parts: Mapping[Part, Answer],
    mine: Collection[RowState],
    *,
    giver: UUID,
    closed: Collection[RowState] = (),
) -> Mapping[UUID, Answer]:
    """The new answers by row; ``mine`` are the giver's open rows in every request about the child.

    Between the service and the one who asked, the answer itself. Where the same thing is asked in another request, a
    no there too, also when it is said on an older page than that: ``closed`` are the giver's other rows. Between two
    services, the answer about the one that receives, unless the giver refuses one of them.
    """
    leads = leading(mine)
    wished = {row.id: parts[row.part] for row in leads if row.request == request and row.part in parts}
    wished |= _also_elsewhere(_no_to(request, parts, [*mine, *closed]), wished, mine, giver)
    refused = _refused(wished, mine, giver)
    said = {(row.request, row.part): wished.get(row.id, row.newest.get(giver)) for row in leads}
    led = {row.id for row in leads}
    for row in (row for row in mine if row.id not in led):
        about_service = said.get((row.request, row.part))
        if about_service is None:
            continue
        wish = _between(row, about_service, refused, giver)
        if wish is not row.newest.get(giver):
            wished[row.id] = wish
    return wished


def _no_to(request: UUID, parts: Mapping[Part, Answer], rows: Collection[RowState]) -> set[SameThing]:
    said_no = (row for row in leading(rows) if row.request == request and parts.get(row.part) in _REFUSALS)
    return {thing for thing in map(same_thing, said_no) if thing is not None}


def _also_elsewhere(
    no: Collection[SameThing], wished: Mapping[UUID, Answer], mine: Collection[RowState], giver: UUID
) -> dict[UUID, Answer]:
    """A no is a no to the same thing wherever it was asked: the newest word counts."""
    return {
        row.id: Answer.WITHDRAWN
        for row in mine
        if row.id not in wished and row.newest.get(giver) is Answer.YES and same_thing(row) in no
    }


def _refused(wished: Mapping[UUID, Answer], mine: Collection[RowState], giver: UUID) -> frozenset[UUID]:
    """The services that the giver lets read no map, in whichever request they were asked about."""
    said: dict[UUID, set[Answer | None]] = {}
    for row in mine:
        if row.is_main and row.layer is Layer.MAP:
            said.setdefault(row.service, set()).add(wished.get(row.id, row.newest.get(giver)))
    return frozenset(service for service, answers in said.items() if Answer.YES not in answers and answers & _REFUSALS)


def _between(row: RowState, about_service: Answer, refused: Collection[UUID], giver: UUID) -> Answer:
    if about_service is not Answer.YES or not {row.discloser, row.recipient} & set(refused):
        return about_service
    return Answer.WITHDRAWN if row.newest.get(giver) in {Answer.YES, Answer.WITHDRAWN} else Answer.NO
