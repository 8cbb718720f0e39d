"""The rows of the sheet as data: which fields each has, which are needed, and what item a row becomes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.forms import Field, HiddenInput, UUIDField
from django.utils.translation import gettext_lazy as _

from barnetsplan.domain.vocabulary import Support
from barnetsplan.plans.plain_form import sentence_line
from barnetsplan.practice.load import current
from barnetsplan.records.kinds import Action, Contact, Goal, PlanReference, Sip
from barnetsplan.records.queries import OpenEntry
from barnetsplan.revising.cards import Around, PaperCard, SheetCard
from barnetsplan.revising.sheet import Row
from barnetsplan.ui import forms
from barnetsplan.ui.marks import Data

Choices = list[tuple[str, Any]]
Make = Callable[["Offered"], Field]
_PICK: Final = ("", _("Välj"))
_NOTHING: Final = ("", _("Inget särskilt"))


class Offered:
    """What the lists of the sheet offer."""

    def __init__(self, around: Around) -> None:
        """From those around the plan."""
        named = [*around.services, *around.family]
        self.doers: Choices = [_PICK, *((str(party), Data(name)) for party, name in named)]
        self.services: Choices = [_PICK, *((str(unit), Data(name)) for unit, name in around.services)]
        self.areas: Choices = [_NOTHING, *((key, Data(label)) for key, label in around.areas)]
        self.plans: Choices = [_PICK, *((one.key, Data(one.label)) for one in current().other_plans)]
        self.principals: Choices = [_PICK, *((name, Data(name)) for name in around.principals)]
        self.goals: Choices = [
            _NOTHING,
            *((str(n), _("Mål %(number)s") % {"number": n + 1}) for n in range(_MOST_GOALS)),
        ]


_MOST_GOALS: Final = 12


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of one kind: ``says`` is the field that is the item itself, ``makes`` others that begin a row too."""

    name: str
    kind: str
    says: str
    needed: tuple[str, ...]
    fields: Mapping[str, Make]
    made: Callable[[Mapping[str, Any]], Row]
    folded: frozenset[str] = frozenset()
    makes: tuple[str, ...] = ()
    blank: int = 1


def _id(text: Any) -> UUID | None:
    return UUID(str(text)) if text else None


def _hidden(_offered: Offered) -> Field:
    return UUIDField(required=False, widget=HiddenInput)


def _ended(_offered: Offered) -> Field:
    return forms.Tick(label=_("Inte med längre"), required=False)


#: What every row has: which item it is, and whether that item has ended.
_OF_ALL: Final[Mapping[str, "Make"]] = {"entry": _hidden, "ended": _ended}


def _goal(given: Mapping[str, Any]) -> Row:
    payload = Goal(text=given["text"], to_family=given["to_family"] or "")
    return Row(payload, entry=_id(given["entry"]), area=given["area"] or "")


def _action(given: Mapping[str, Any]) -> Row:
    payload = Action(
        text=given["text"],
        when=given["when"],
        support=given["support"] or Support.CHILD.value,
        person=given["person"] or "",
        follow_up=given["follow_up"] or "",
        to_family=given["to_family"] or "",
    )
    return Row(
        payload,
        entry=_id(given["entry"]),
        area=given["area"] or "",
        responsible=_id(given["responsible"]),
        due_on=given["due_on"],
        goal=int(given["goal"]) if given["goal"] else None,
    )


def _contact(given: Mapping[str, Any]) -> Row:
    payload = Contact(name=given["name"], role=given["role"] or "", phone=given["phone"] or "")
    return Row(payload, entry=_id(given["entry"]), responsible=_id(given["unit"]))


def _reference(given: Mapping[str, Any]) -> Row:
    payload = PlanReference(plan=given["plan"], owner=given["owner"], contact=given["contact"] or "")
    return Row(payload, entry=_id(given["entry"]))


def _list(label: Any, of: str) -> Make:
    return lambda offered: forms.FromList(
        label=label, choices=getattr(offered, of), required=False, error_messages={"required": forms.PICK_SENTENCE}
    )


def _line(label: Any, **more: Any) -> Make:
    return lambda _offered: forms.Line(label=label, required=False, **more)


GROUPS: Final = (
    Group(
        name="goal",
        kind=Goal.KIND,
        says="text",
        needed=("text",),
        fields={
            **_OF_ALL,
            "text": lambda _o: forms.TextArea(label=_("Så vill vi att det ska bli"), rows=2, required=False),
            "to_family": lambda _o: sentence_line(required=False),
            "area": _list(_("Område"), "areas"),
        },
        made=_goal,
        folded=frozenset({"area"}),
    ),
    Group(
        name="action",
        kind=Action.KIND,
        says="text",
        needed=("text", "responsible", "when"),
        fields={
            **_OF_ALL,
            "text": lambda _o: forms.TextArea(label=_("Det här händer"), rows=2, required=False),
            "to_family": lambda _o: sentence_line(required=False),
            "responsible": _list(_("Vem gör det?"), "doers"),
            "when": _line(_("När händer det?"), help_text=_("Till exempel: varje morgon, eller tisdagar kl. 15.")),
            "goal": _list(_("Hör till"), "goals"),
            "support": lambda _o: forms.OneOf(
                label=_("Hjälp till"),
                required=False,
                choices=[(Support.CHILD.value, _("Barnet")), (Support.FAMILY.value, _("Familjen"))],
                initial=Support.CHILD.value,
            ),
            "person": _line(_("Person hos den som gör det")),
            "due_on": lambda _o: forms.Day(label=_("Ska ha börjat senast"), required=False),
            "follow_up": _line(_("Så ser vi om det hjälper")),
            "area": _list(_("Område"), "areas"),
        },
        made=_action,
        folded=frozenset({"support", "person", "due_on", "follow_up", "area"}),
        makes=("responsible", "when"),
        blank=2,
    ),
    Group(
        name="contact",
        kind=Contact.KIND,
        says="name",
        needed=("unit", "name"),
        fields={
            **_OF_ALL,
            "unit": _list(_("Verksamhet"), "services"),
            "name": _line(_("Namn")),
            "role": _line(_("Arbetar som")),
            "phone": lambda _o: forms.PhoneLine(label=_("Telefon"), required=False),
        },
        made=_contact,
    ),
    Group(
        name="reference",
        kind=PlanReference.KIND,
        says="plan",
        needed=("plan", "owner"),
        fields={
            **_OF_ALL,
            "plan": _list(_("Vilken plan?"), "plans"),
            "owner": _line(_("Vem har den?")),
            "contact": _line(_("Vem frågar man?"), help_text=_("Namn och telefon. Skriv inte vad som står i planen.")),
        },
        made=_reference,
        makes=("owner", "contact"),
    ),
)


def blank_rows(group: Group, items: Sequence[OpenEntry], more: Mapping[str, int]) -> int:
    """How many rows a group has: those that stand, those to write in, and those that were asked for."""
    stands = sum(item.kind == group.kind for item in items)
    return min(max(stands + group.blank, more.get(group.name, 0)), _MOST_ROWS)


_MOST_ROWS: Final = 120


def initial_of(card: SheetCard | PaperCard) -> dict[str, Any]:
    """What stands in the plan, in the fields of its rows."""
    found: dict[str, Any] = {"seen": card.seen, "follow_up_on": card.follow_up_on}
    goals = [str(item.id) for item in card.items if item.kind == Goal.KIND]
    for group in GROUPS:
        standing = (item for item in card.items if item.kind == group.kind)
        for number, item in enumerate(standing):
            found |= {f"{group.name}_{number}_{name}": value for name, value in _values(item, goals).items()}
    sip = next((item.payload for item in card.items if isinstance(item.payload, Sip)), None)
    return found | ({"is_sip": True, "sip_overall": sip.overall, "sip_others": sip.others} if sip else {})


def _values(item: OpenEntry, goals: Sequence[str]) -> dict[str, Any]:
    columns = {"entry": item.id, "area": item.area, "due_on": item.due_on}
    who = {"responsible": str(item.responsible or ""), "unit": str(item.responsible or "")}
    payload = {name: getattr(item.payload, name) for name in type(item.payload).__dataclass_fields__}
    if isinstance(item.payload, Action):
        payload["goal"] = str(goals.index(item.payload.goal)) if item.payload.goal in goals else ""
    return {**payload, **columns, **who}
