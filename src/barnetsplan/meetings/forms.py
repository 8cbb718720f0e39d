"""What comes in on the pages about a meeting: the call, the reply, and how it ended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.forms import BoundField, ChoiceField, Select
from django.utils.translation import gettext_lazy as _

from barnetsplan.domain.periods import local_date
from barnetsplan.domain.vocabulary import InvitationReply, MeetingWay
from barnetsplan.meetings.board_cards import BoardCard
from barnetsplan.meetings.cards import CallCard
from barnetsplan.meetings.chair_cards import ChairCard
from barnetsplan.meetings.clocks import in_words, moment_of
from barnetsplan.meetings.lines import ActionLine, GoalLine
from barnetsplan.meetings.words import WAYS
from barnetsplan.plans.complete import said_plainly
from barnetsplan.plans.plain_form import sentence_line
from barnetsplan.practice.load import current
from barnetsplan.practice.plain import PlainWord
from barnetsplan.records.kinds import Invitation
from barnetsplan.ui import forms
from barnetsplan.ui.marks import as_data


def data_list() -> Select:
    """A list whose choices are data."""
    return Select(attrs={"translate": "no"})


def offer(form: forms.ReadingForm, name: str, choices: Sequence[tuple[str, Any]]) -> None:
    """Fill in what can be chosen, when only the card of the page knows it."""
    field = form.fields[name]
    if not isinstance(field, ChoiceField):
        raise TypeError(name)
    field.choices = choices


class CallForm(forms.Form):
    """When, where, about what, how the child takes part, and which services are called."""

    day = forms.Day(label=_("Vilken dag?"))
    clock = forms.Clock(label=_("Vilken tid?"))
    day_2 = forms.Day(label=_("En annan dag att välja på"), required=False)
    clock_2 = forms.Clock(label=_("Tid"), required=False)
    day_3 = forms.Day(label=_("En tredje dag att välja på"), required=False)
    clock_3 = forms.Clock(label=_("Tid"), required=False)
    way = forms.OneOf(label=_("Hur ses ni?"), choices=list(WAYS.items()), initial=MeetingWay.PLACE, required=False)
    where = forms.Line(
        label=_("Var?"), required=False, help_text=_("Rum och adress, eller hur man kommer med på skärm eller telefon.")
    )
    interpreter = forms.Line(
        label=_("Behövs tolk?"), required=False, help_text=_("Skriv språket, så står det i kallelsen.")
    )
    question = forms.TextArea(
        label=_("Vad ska mötet handla om?"),
        rows=3,
        help_text=_("En fråga som alla förstår. Formulera den gärna tillsammans med familjen."),
    )
    child_takes_part = forms.OneOf(label=_("Hur vill barnet vara med?"))
    child_with = forms.Line(
        label=_("Vem har barnet valt?"),
        required=False,
        help_text=_("Om någon ska säga det åt barnet, eller bara vara ett stöd. Skriv vem det är för barnet."),
    )
    services = forms.SomeOf(label=_("Vilka verksamheter kallas?"))

    def __init__(self, *args: Any, card: CallCard, at: datetime, **kwargs: Any) -> None:
        """Offers only the services that the family has said yes to, all ticked."""
        asked = {_prepare(party): forms.Line(label=as_data(name), required=False) for party, name in card.may_be_asked}
        self.base_fields = {**type(self).base_fields, **asked}  # type: ignore[misc]
        super().__init__(*args, **kwargs)
        self._at, self._asked = at, tuple(party for party, _name in card.may_be_asked)
        offer(self, "child_takes_part", [(way.key, as_data(way.label)) for way in current().participations])
        offer(self, "services", [(str(unit), as_data(name)) for unit, name in card.services])
        self.fields["services"].initial = [str(unit) for unit, _name in card.services]
        if not card.is_born:
            del self.fields["child_takes_part"], self.fields["child_with"]

    def clean(self) -> dict[str, Any]:
        """A meeting is called for a time that has not been."""
        found: dict[str, Any] = super().clean() or {}
        found["starts_at"] = moment_of(self, found, "day", "clock", at=self._at)
        more = [moment_of(self, found, f"day_{each}", f"clock_{each}", at=self._at) for each in (2, 3)]
        self.more_times = tuple(moment for moment in more if moment is not None)
        return found

    @property
    def starts_at(self) -> datetime:
        """When the meeting begins."""
        starts_at: datetime = self.cleaned_data["starts_at"]
        return starts_at

    @property
    def units(self) -> tuple[UUID, ...]:
        """The services that are called."""
        return tuple(UUID(unit) for unit in self.cleaned_data["services"])

    @property
    def preparations(self) -> tuple[BoundField, ...]:
        """One line for each who may be called."""
        return tuple(self[_prepare(party)] for party in self._asked)

    @property
    def prepare(self) -> Mapping[UUID, str]:
        """What each is asked to prepare; after ``is_valid()``."""
        asked = {party: self.cleaned_data[_prepare(party)] for party in self._asked}
        return {party: text for party, text in asked.items() if text}

    def invitation(self) -> Invitation:
        """The call as everybody who is called reads it."""
        found = self.cleaned_data
        way = found.get("child_takes_part", "")
        return Invitation(
            when=in_words(self.starts_at),
            where=found["where"],
            question=found["question"],
            child_takes_part=current().participation(way).label if way else "",
            way=found["way"] or MeetingWay.PLACE.value,
            interpreter=found["interpreter"],
            child_with=found.get("child_with", ""),
        )


def _prepare(party: UUID) -> str:
    return f"prepare_{party.hex}"


class ReplyForm(forms.ReadingForm):
    """Whether one comes: two buttons."""

    reply = forms.OneOf(
        label=_("Kommer ni?"),
        choices=[
            (InvitationReply.COMING.value, _("Vi kommer")),
            (InvitationReply.NOT_COMING.value, _("Vi kan inte komma")),
        ],
    )


class ThereForm(forms.ReadingForm):
    """Who is there now, and who speaks for the child."""

    there = forms.SomeOf(label=_("Vilka är här?"), required=False)
    speaks = forms.OneOf(label=_("Vem talar för barnet?"), required=False)

    def __init__(self, *args: Any, card: ChairCard, **kwargs: Any) -> None:
        """Ticks those who are noted, or before that who has said that they come."""
        super().__init__(*args, **kwargs)
        called = [(str(party), as_data(name)) for party, name in card.called]
        offer(self, "there", called)
        self.fields["there"].initial = [str(party) for party in card.there or card.coming]
        speaks = [(party, _("Barnet självt") if party == str(card.child) else name) for party, name in called]
        offer(self, "speaks", [*speaks, ("", _("Ingen än"))])
        self.fields["speaks"].initial = str(card.spoke_for_child or "")

    @property
    def there_now(self) -> tuple[UUID, ...]:
        """Who is ticked."""
        return tuple(UUID(party) for party in self.cleaned_data["there"])

    @property
    def spoke_for_child(self) -> UUID | None:
        """Who speaks for the child, if anybody."""
        chosen = self.cleaned_data["speaks"]
        return UUID(chosen) if chosen else None


YES, NO, CALLED_OFF = "yes", "no", "called_off"


class FinishForm(forms.Form):
    """Who came, what was decided, when one meets again, and what is noted beside the plan.

    A goal or an action whose words the family may not know gets a field for its sentence; a plain text needs none.
    """

    came = forms.SomeOf(label=_("Vilka kom?"), required=False)
    decision = forms.OneOf(label="")
    follow_up_on = forms.Day(label=_("Då ses vi igen"))
    why_no_words = forms.TextArea(
        label=_("Barnets egna ord står inte på bladet. Varför?"),
        rows=2,
        help_text=_("Läses bara av den som håller mötet."),
        error_messages={"required": _("Skriv barnets ord på bladet, eller varför de saknas.")},
    )
    note = forms.TextArea(
        label=_("Anteckning vid sidan av planen"),
        required=False,
        rows=4,
        help_text=_(
            "Visas bara för familjen och Barnens bästa-ansvarig. Den följer inte med planen. "
            "Det som någon vårdnadshavare inte ska läsa skrivs aldrig här."
        ),
    )

    def __init__(self, *args: Any, card: BoardCard, at: datetime, **kwargs: Any) -> None:
        """Ticks those who have said that they come; a meeting that wrote no plan needs no next day."""
        lines: tuple[GoalLine | ActionLine, ...] = (*card.goals, *card.actions)
        self._unsaid = {_sentence(one.id): one for one in lines if not said_plainly(one.text, one.to_family)}
        more = {name: sentence_line() for name in self._unsaid}
        self.base_fields = {**type(self).base_fields, **more}  # type: ignore[misc]
        super().__init__(*args, **kwargs)
        self._today, self._called = local_date(at), dict(card.called)
        self.fields["follow_up_on"].initial = current().following_up.day_after(self._today)
        if card.child_words or not card.is_born:
            del self.fields["why_no_words"]
        offer(self, "came", [(str(party), as_data(name)) for party, name in card.called])
        self.fields["came"].initial = [str(party) for party in card.coming]
        words = current().meeting_decision
        offer(self, "decision", [(YES, _("Ja")), (NO, _("Nej")), (CALLED_OFF, _("Mötet blev inte av"))])
        decision = self.fields["decision"]
        decision.label = _("Ska samverkan fortsätta?") if card.is_follow_up else as_data(words.text)
        hints: dict[str, Any] = {
            YES: _("Planen på sidan går till familjen först.") if card.is_follow_up else as_data(words.if_yes),
            NO: _("Planen avslutas på nästa sida, med vad den gav.") if card.is_follow_up else as_data(words.if_no),
            CALLED_OFF: _("Det som står på bladet tas bort, och ett nytt möte kan kallas."),
        }
        vars(decision)["option_hints"] = hints
        if self.is_bound and self.data.get(self.add_prefix("decision")) in {NO, CALLED_OFF}:
            for name in self.fields.keys() - {"token", "decision"}:
                self.fields[name].required = False

    @property
    def sentence_fields(self) -> list[tuple[str, BoundField, tuple[PlainWord, ...]]]:
        """Each goal and action that lacks its sentence, with the field and the words in it that are explained."""
        language = current().plain_language
        return [(one.text, self[name], language.found_in(one.text)) for name, one in self._unsaid.items()]

    def clean(self) -> dict[str, Any]:
        """The next meeting is not in the past; a no is explained in words to the family."""
        found: dict[str, Any] = super().clean() or {}
        day, decision = found.get("follow_up_on"), found.get("decision")
        if decision == YES and day and day < self._today:
            self.say("follow_up_on", _("Dagen har redan varit. Välj en dag som kommer."))
        if decision == NO and not found.get("note"):
            self.say("note", _("Skriv vad ni kom fram till och vem som fortsätter att hjälpa."))
        return found

    def outcome(self) -> "Outcome":
        """What was decided, who came, when one meets again; after ``is_valid()``."""
        found = self.cleaned_data
        return Outcome(
            decision=found["decision"],
            came={party: str(party) in found["came"] for party in self._called},
            follow_up_on=found["follow_up_on"],
            note=found["note"],
            why_no_words=found.get("why_no_words", ""),
            sentences={one.id: found[name] for name, one in self._unsaid.items() if found.get(name)},
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a meeting ended."""

    decision: str
    came: Mapping[UUID, bool]
    follow_up_on: date
    note: str
    why_no_words: str = ""
    sentences: Mapping[UUID, str] = field(default_factory=dict)


def _sentence(line: UUID) -> str:
    return f"sentence_{line.hex}"
