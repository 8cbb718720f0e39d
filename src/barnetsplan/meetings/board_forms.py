"""What is added to the board: each form stands alone, gives one line, and is told apart by its prefix."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from barnetsplan.domain.periods import local_date
from barnetsplan.domain.vocabulary import Support
from barnetsplan.meetings.board import Line, NewLine
from barnetsplan.meetings.board_cards import BoardCard
from barnetsplan.meetings.forms import data_list, offer
from barnetsplan.meetings.lines import Service
from barnetsplan.plans.plain_form import sentence_line
from barnetsplan.practice.load import current
from barnetsplan.records.kinds import Action, Contact, Dissent, Goal, MeetingNote, OwnWords, PlanReference, Sip
from barnetsplan.ui import forms
from barnetsplan.ui.marks import as_data

_PICK = ("", _("Välj"))


class BoardForm(forms.Form):
    """A form that adds one line; ``anchor`` is the section of the page to come back to."""

    anchor: ClassVar[str] = ""

    def __init__(self, *args: Any, card: BoardCard, at: datetime, **kwargs: Any) -> None:
        """Knows the board, for what can be chosen."""
        super().__init__(*args, **kwargs)
        self._card, self._today = card, local_date(at)
        self.choose_from_board()

    def choose_from_board(self) -> None:
        """Fill the lists from the board."""

    def line(self) -> NewLine:
        """The line that the form adds; after ``is_valid()``."""
        raise NotImplementedError

    def _id(self, name: str) -> UUID | None:
        chosen = self.cleaned_data.get(name)
        return UUID(chosen) if chosen else None


class GoalForm(BoardForm):
    """How one wants it to be."""

    anchor = "mal"
    text = forms.TextArea(label=_("Så vill vi att det ska bli"), rows=2)
    area = forms.FromList(label=_("Område"), required=False, widget=data_list())
    to_family = sentence_line(required=False)

    def choose_from_board(self) -> None:
        """The areas that are taken up."""
        offer(self, "area", [("", _("Inget särskilt")), *self._card.areas])

    def line(self) -> NewLine:
        """A goal."""
        found = self.cleaned_data
        goal = Goal(text=found["text"], to_family=found["to_family"])
        return NewLine(id=self.entry_id, payload=goal, area=found["area"])


class ActionForm(BoardForm):
    """Who does what, and when."""

    anchor = "insatser"
    text = forms.TextArea(label=_("Det här händer"), rows=2)
    responsible = forms.FromList(label=_("Vem gör det?"), widget=data_list())
    when = forms.Line(label=_("När händer det?"), help_text=_("Till exempel: varje morgon, eller tisdagar kl. 15."))
    goal = forms.FromList(label=_("Hör till"), required=False, widget=data_list())
    support = forms.OneOf(
        label=_("Hjälp till"),
        required=False,
        choices=[(Support.CHILD.value, _("Barnet")), (Support.FAMILY.value, _("Familjen"))],
        initial=Support.CHILD.value,
    )
    person = forms.Line(label=_("Person hos den som gör det"), required=False)
    area = forms.FromList(label=_("Område"), required=False, widget=data_list())
    follow_up = forms.Line(label=_("Så ser vi om det hjälper"), required=False)
    to_family = sentence_line(required=False)
    due_on = forms.Day(label=_("Ska ha börjat senast"), required=False)

    def choose_from_board(self) -> None:
        """The called services and the family; the goals on the board; the areas that are taken up."""
        card = self._card
        services = [(str(service.id), service.name) for service in card.services]
        family = [(str(adult), name) for adult, name in card.family]
        goals = [(str(goal.id), goal.text[:80]) for goal in card.goals]
        offer(self, "responsible", [_PICK, *services, *family])
        offer(self, "goal", [("", _("Inget särskilt")), *goals])
        offer(self, "area", [("", _("Inget särskilt")), *card.areas])
        self.fields["goal"].initial = goals[-1][0] if goals else ""

    def clean(self) -> dict[str, Any]:
        """What is to begin does not begin before today."""
        found: dict[str, Any] = super().clean() or {}
        due_on = found.get("due_on")
        if due_on and due_on < self._today and due_on != self.initial.get("due_on"):
            self.say("due_on", _("Dagen har redan varit. Välj en dag som kommer."))
        return found

    def line(self) -> NewLine:
        """An action; without an area of its own it has its goal's."""
        found = self.cleaned_data
        return NewLine(
            id=self.entry_id,
            payload=Action(
                text=found["text"],
                when=found["when"],
                support=found["support"] or Support.CHILD.value,
                person=found["person"],
                follow_up=found["follow_up"],
                to_family=found["to_family"],
            ),
            area=found["area"] or self._area_of_goal(),
            responsible=self._id("responsible"),
            about=self._id("goal"),
            due_on=found["due_on"],
        )

    def _area_of_goal(self) -> str:
        goal = self._id("goal")
        areas = {each.id: each.area.key for each in self._card.goals if each.area}
        return areas.get(goal, "") if goal else ""


class ContactForm(BoardForm):
    """One person to call in one service."""

    anchor = "kontakter"
    name = forms.Line(label=_("Namn"))
    role = forms.Line(label=_("Arbetar som"), required=False)
    phone = forms.PhoneLine(label=_("Telefon"), required=False)

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        """The service's own number stands there from the start."""
        super().__init__(*args, **kwargs)
        self.service = service
        self.fields["phone"].initial = service.phone

    def line(self) -> NewLine:
        """A contact of the service."""
        found = self.cleaned_data
        return NewLine(
            id=self.entry_id,
            payload=Contact(name=found["name"], role=found["role"], phone=found["phone"]),
            responsible=self.service.id,
        )


class WordsForm(BoardForm):
    """What the child or a guardian says, in their own words."""

    anchor = "ord"
    voice = forms.OneOf(label=_("Vems ord?"))
    text = forms.TextArea(label=_("Egna ord"), rows=3, help_text=_("Så som det sades, utan att göra om det."))

    def choose_from_board(self) -> None:
        """The child first, then every adult with standing."""
        card = self._card
        child = [(str(card.child), as_data(card.child_name))] if card.is_born else []
        offer(self, "voice", [*child, *((str(adult), as_data(name)) for adult, name in card.family)])

    def line(self) -> NewLine:
        """Own words, in that voice."""
        return NewLine(id=self.entry_id, payload=OwnWords(text=self.cleaned_data["text"]), voice=self._id("voice"))


class DissentForm(BoardForm):
    """Somebody does not agree, about one action or about the whole plan."""

    anchor = "olika"
    voice = forms.OneOf(label=_("Vem tycker annorlunda?"))
    about = forms.FromList(label=_("Om vad?"), required=False, widget=data_list())
    text = forms.TextArea(label=_("Så här tycker jag i stället"), rows=3)

    def choose_from_board(self) -> None:
        """Everybody who is called, and every action on the board."""
        card = self._card
        offer(self, "voice", [(str(party), as_data(name)) for party, name in card.called])
        actions = [(str(action.id), action.text[:80]) for action in card.actions]
        offer(self, "about", [("", _("Hela planen")), *actions])

    def line(self) -> NewLine:
        """A dissent, in that voice."""
        return NewLine(
            id=self.entry_id,
            payload=Dissent(text=self.cleaned_data["text"]),
            voice=self._id("voice"),
            about=self._id("about"),
        )


class AgreedForm(BoardForm):
    """What the room agrees on, in one area."""

    anchor = "ense"
    area = forms.FromList(label=_("Område"), widget=data_list())
    text = forms.TextArea(label=_("Det här är vi överens om"), rows=2)

    def choose_from_board(self) -> None:
        """The areas that are taken up."""
        offer(self, "area", [_PICK, *self._card.areas])

    def line(self) -> NewLine:
        """Background, for the family and the one who answers for the plan."""
        found = self.cleaned_data
        return NewLine(id=self.entry_id, payload=MeetingNote(text=found["text"]), area=found["area"])


class OtherPlanForm(BoardForm):
    """That there is another plan; what stands in it is never told (model.md 5.4)."""

    anchor = "andra-planer"
    plan = forms.FromList(label=_("Vilken plan?"), widget=data_list())
    owner = forms.Line(label=_("Vem har den?"))
    contact = forms.Line(
        label=_("Vem frågar man?"), help_text=_("Namn och telefon. Skriv inte vad som står i planen."), required=False
    )

    def choose_from_board(self) -> None:
        """The kinds of plans in the county's file."""
        offer(self, "plan", [_PICK, *((one.key, one.label) for one in current().other_plans)])

    def line(self) -> NewLine:
        """A reference to the plan."""
        found = self.cleaned_data
        named = PlanReference(plan=found["plan"], owner=found["owner"], contact=found["contact"])
        return NewLine(id=self.entry_id, payload=named)


class SipForm(BoardForm):
    """The two things that the law asks of a SIP besides the actions (SoL 10:8; HSL 16:4; law.md SIP-01)."""

    anchor = "andra-planer"
    overall = forms.FromList(label=_("Vem har det övergripande ansvaret?"), widget=data_list())
    others = forms.TextArea(
        label=_("Vad gör andra än kommunen och regionen?"),
        help_text=_("Till exempel en förening eller en släkting. Skriv «Inget» om det är så."),
        rows=2,
    )

    def choose_from_board(self) -> None:
        """The municipalities and the Region of those who are called; where no place is told, nothing to choose."""
        if self._card.beside.principals:
            offer(self, "overall", [_PICK, *((name, name) for name in self._card.beside.principals)])
        else:
            del self.fields["overall"]

    def line(self) -> NewLine:
        """That the plan is a SIP too."""
        overall = self.cleaned_data.get("overall") or str(_("kommunen eller regionen"))
        return NewLine(id=self.entry_id, payload=Sip(overall=overall, others=self.cleaned_data["others"]))


_FORMS: Mapping[str, type[BoardForm]] = {
    "mal": GoalForm,
    "insats": ActionForm,
    "ord": WordsForm,
    "olika": DissentForm,
    "ense": AgreedForm,
    "plan": OtherPlanForm,
    "sip": SipForm,
}
_OF_KIND: Mapping[str, type[BoardForm]] = {
    Goal.KIND: GoalForm,
    Action.KIND: ActionForm,
    Contact.KIND: ContactForm,
    OwnWords.KIND: WordsForm,
    Dissent.KIND: DissentForm,
    MeetingNote.KIND: AgreedForm,
    PlanReference.KIND: OtherPlanForm,
    Sip.KIND: SipForm,
}
#: Columns of a line by the field in which they are chosen; the others are fields of its content.
_COLUMNS = ("voice", "area", "responsible", "due_on")


def _values(line: Line) -> dict[str, Any]:
    columns = {name: getattr(line, name) for name in _COLUMNS}
    chosen = {name: str(value) if isinstance(value, UUID) else value for name, value in columns.items()}
    about = str(line.about) if line.about else ""
    return {**asdict(line.payload), **chosen, "goal": about, "about": about}


@dataclass(frozen=True, slots=True)
class Editing:
    """A line that is being changed: its form, which version was seen, and how it stands now if another changed it."""

    line: UUID | None
    kind: str
    seen: int
    form: BoardForm
    stands: Mapping[str, str] | None = None

    @property
    def prefix(self) -> str:
        """What every field of the form begins with."""
        return EDIT


#: What a form that changes a line is told apart by.
EDIT = "andra"


def editing(card: BoardCard, *, at: datetime, line: UUID | None, posted: QueryDict | None) -> Editing | None:
    """The form for a line that stands on the board, or for what was typed on one that does so no longer."""
    stands = card.lines.get(line) if line else None
    kind = stands.kind if stands else posted.get("slag", "") if posted else ""
    made = _OF_KIND.get(kind)
    if made is None:
        return None
    more: dict[str, Any] = {"card": card, "at": at, "prefix": EDIT, "initial": _values(stands) if stands else {}}
    if made is ContactForm:
        more["service"] = _service(card, stands, posted)
        if more["service"] is None:
            return None
    seen = _number(posted.get("sedd", "")) if posted else stands.version if stands else 0
    return Editing(stands.id if stands else None, kind, seen, made(posted, **more))


def _service(card: BoardCard, line: Line | None, posted: QueryDict | None) -> Service | None:
    wanted = str(line.responsible) if line else posted.get("verksamhet", "") if posted else ""
    return next((service for service in card.services if str(service.id) == wanted), None)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < _LONGEST_NUMBER else 0


_LONGEST_NUMBER = 9


def in_words(form: BoardForm, line: Line) -> dict[str, str]:
    """How a line stands now, field by field, in the words of its form."""
    values = _values(line)
    return {
        str(bound.label): _shown(bound.field, values.get(bound.name))
        for bound in form.visible_fields()
        if values.get(bound.name)
    }


def _shown(field: Any, value: Any) -> str:
    labels = {str(key): str(label) for key, label in getattr(field, "choices", ())}
    return labels.get(str(value), str(value))


def board_forms(card: BoardCard, *, at: datetime, posted: QueryDict | None) -> dict[str, BoardForm]:
    """Every form of the board by its prefix; the one that was posted is bound, the others are fresh."""
    part = posted.get("do", "") if posted else ""
    made = {
        prefix: form(posted if prefix == part else None, prefix=prefix, card=card, at=at)
        for prefix, form in _FORMS.items()
    }
    for prefix, service in _contact_prefixes(card):
        bound = posted if prefix == part else None
        made[prefix] = ContactForm(bound, prefix=prefix, card=card, at=at, service=service)
    return made


def _contact_prefixes(card: BoardCard) -> Iterator[tuple[str, Service]]:
    for service in card.services:
        yield f"kontakt-{service.id.hex}", service
