"""What comes in when a plan is written outside a meeting: a sheet of rows, checked here and saved nowhere."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.forms import BoundField, HiddenInput, UUIDField
from django.utils.translation import gettext_lazy as _

from barnetsplan.practice.load import current
from barnetsplan.records.kinds import Sip
from barnetsplan.revising.cards import PaperCard, SheetCard
from barnetsplan.revising.row_fields import GROUPS, Group, Offered, blank_rows, initial_of
from barnetsplan.revising.sheet import Row, Sheet
from barnetsplan.revising.words_fields import HAS_BEEN, check_drawing, drawing_fields, new_words, words_field
from barnetsplan.ui import forms


class RowOfForm:
    """The fields of one row, as the page lays them out; a row that nothing is written in is no row."""

    def __init__(self, form: "SheetForm", group: Group, number: int) -> None:
        """Knows its form and its place there."""
        self._form, self._group, self.number = form, group, number
        self.stands = number < form.standing(group.name)

    def __getitem__(self, name: str) -> BoundField:
        """A field of the row, for the template."""
        return self._form[self._name(name)]

    def _name(self, name: str) -> str:
        return f"{self._group.name}_{self.number}_{name}"

    @property
    def fields(self) -> list[BoundField]:
        """What stands open from the start."""
        return [self[name] for name in self._group.fields if name not in {*self._group.folded, "entry", "ended"}]

    @property
    def folded(self) -> list[BoundField]:
        """What is folded away until somebody wants it."""
        return [self[name] for name in self._group.fields if name in self._group.folded]

    @property
    def wrong(self) -> bool:
        """Whether something in the row is to be mended."""
        return any(self[name].errors for name in self._group.fields)

    @property
    def has_folded(self) -> bool:
        """Whether something stands, or is wrong, in what is folded away."""
        return any(bound.errors for bound in self.folded)

    @property
    def hidden(self) -> BoundField:
        """Which item it is."""
        return self["entry"]

    @property
    def ending(self) -> BoundField:
        """Whether the item has ended."""
        return self["ended"]

    @property
    def count(self) -> int:
        """Its number, as people count."""
        return self.number + 1

    def given(self) -> dict[str, Any]:
        """What was typed, by the names of the fields; after ``full_clean``."""
        found = self._form.cleaned_data
        return {name: found.get(self._name(name)) for name in self._group.fields}

    @property
    def is_written(self) -> bool:
        """Whether somebody has typed something that makes the row an item, and it has not ended."""
        if self.given().get("ended"):
            return False
        return bool(self.given().get(self._group.says)) or any(self.given().get(name) for name in self._group.makes)

    def check(self) -> None:
        """A row that is begun is finished; what is written so that the family may not know it is said plainly too."""
        given = self.given()
        if not self.is_written:
            return
        for name in self._group.needed:
            place = self._name(name)
            if not given.get(name) and place not in self._form.errors:
                self._form.say(place, str(self._form.fields[place].error_messages["required"]))
        if "to_family" in self._group.fields and given.get(self._group.says) and not given.get("to_family"):
            self._ask_for_sentence(str(given[self._group.says]))

    def _ask_for_sentence(self, text: str) -> None:
        language = current().plain_language
        if language.is_plain(text):
            return
        found = [*(one.word for one in language.found_in(text)), *language.unknown_in(text)]
        if found:
            sentence = _("Skriv en mening som familjen förstår. Det här kan vara nytt för dem: %(words)s.")
            self._form.say(self._name("to_family"), sentence % {"words": ", ".join(found)})
        else:
            self._form.say(self._name("to_family"), _("Texten är lång. Skriv den i en mening till familjen."))


class SheetForm(forms.Form):
    """A whole plan: goals, what happens, whom to call, other plans, if it is a SIP, own words, and the next day."""

    seen = UUIDField(required=False, widget=HiddenInput)
    is_sip = forms.Tick(label=_("Planen är också en SIP"), required=False)
    sip_overall = forms.FromList(label=_("Vem har det övergripande ansvaret?"), required=False)
    sip_others = forms.TextArea(
        label=_("Vad gör andra än kommunen och regionen?"),
        help_text=_("Till exempel en förening eller en släkting. Skriv «Inget» om det är så."),
        rows=2,
        required=False,
    )
    follow_up_on = forms.Day(label=_("Då följer vi upp planen"))

    def __init__(
        self, *args: Any, card: SheetCard | PaperCard, more: Mapping[str, int] | None = None, **kwargs: Any
    ) -> None:
        """One row for each item that stands, and some to write in; ``more`` asks for more of a group."""
        self.card, self.offered = card, Offered(card.around)
        self._rows = {group.name: blank_rows(group, card.items, more or {}) for group in GROUPS}
        rows = {
            f"{group.name}_{number}_{name}": make(self.offered)
            for group in GROUPS
            for number in range(self._rows[group.name])
            for name, make in group.fields.items()
        }
        voices = {f"words_{number}": words_field() for number in range(len(card.around.voices))}
        drawing = drawing_fields() if card.around.is_born else {}
        self.base_fields = {**type(self).base_fields, **rows, **voices, **drawing}  # type: ignore[misc]
        kwargs["initial"] = {**initial_of(card), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        overall = self.fields["sip_overall"]
        overall.choices = self.offered.principals  # type: ignore[attr-defined]

    def standing(self, group: str) -> int:
        """How many items of a group stand in the plan already."""
        kind = next(one.kind for one in GROUPS if one.name == group)
        return sum(item.kind == kind for item in self.card.items)

    def rows(self, group: str) -> list[RowOfForm]:
        """The rows of a group."""
        found = next(one for one in GROUPS if one.name == group)
        return [RowOfForm(self, found, number) for number in range(self._rows[group])]

    @property
    def goals(self) -> list[RowOfForm]:
        """How one wants it to be."""
        return self.rows("goal")

    @property
    def actions(self) -> list[RowOfForm]:
        """Who does what, and when."""
        return self.rows("action")

    @property
    def contacts(self) -> list[RowOfForm]:
        """Whom to call."""
        return self.rows("contact")

    @property
    def references(self) -> list[RowOfForm]:
        """The other plans that there are."""
        return self.rows("reference")

    @property
    def has_references(self) -> bool:
        """Whether another plan is named, or something is wrong there."""
        return any(row.stands or row.wrong for row in self.references)

    @property
    def has_sip(self) -> bool:
        """Whether the plan is a SIP, or something is wrong there."""
        return bool(self["is_sip"].value()) or any(
            self[name].errors for name in ("is_sip", "sip_overall", "sip_others")
        )

    @property
    def word_fields(self) -> list[tuple[str, BoundField]]:
        """Each in the family with a field, the child's first."""
        return [(name, self[f"words_{number}"]) for number, (_voice, name) in enumerate(self.card.around.voices)]

    def clean(self) -> dict[str, Any]:
        """Every row that is begun is whole; a SIP has its four parts; the next day is one to come."""
        given: dict[str, Any] = super().clean() or {}
        for group in GROUPS:
            for row in self.rows(group.name):
                row.check()
        self._check_sip(given)
        day = given.get("follow_up_on")
        if isinstance(day, date) and day <= self.card.around.today:
            self.say("follow_up_on", HAS_BEEN)
        check_drawing(self, given)
        return given

    def _check_sip(self, given: Mapping[str, Any]) -> None:
        """The law's four: which measures, whose each is, what others do, and who answers for the whole.

        *Source:* SoL 10:8; HSL 16:4; law.md SIP-01.
        """
        if not given.get("is_sip"):
            return
        if not any(row.is_written for row in self.actions):
            self.say("is_sip", _("En SIP ska säga vilka insatser som behövs. Skriv minst en under «Det här händer»."))
        if not given.get("sip_others"):
            self.say("sip_others", _("En SIP ska säga vad andra gör. Skriv «Inget» om det är så."))
        if self.offered.principals[1:] and not given.get("sip_overall"):
            self.say("sip_overall", _("En SIP ska säga vem som har det övergripande ansvaret."))

    def sheet(self) -> Sheet:
        """What was written, as a plan; after ``is_valid()``."""
        made = {group.name: self._made(group) for group in GROUPS}
        goals = [row.number for row in self.goals if row.is_written]
        return Sheet(
            goals=made["goal"],
            actions=[replace(row, goal=goals.index(row.goal) if row.goal in goals else None) for row in made["action"]],
            contacts=made["contact"],
            references=made["reference"],
            sip=self._sip(),
            words=new_words(self.cleaned_data, self.card.around.voices),
        )

    def _made(self, group: Group) -> list[Row]:
        return [group.made(row.given()) for row in self.rows(group.name) if row.is_written]

    def _sip(self) -> Row | None:
        found = self.cleaned_data
        if not found.get("is_sip"):
            return None
        before = next((item.id for item in self.card.items if item.kind == Sip.KIND), None)
        # Where a protected child's place must not be told there is nothing to choose among.
        overall = found.get("sip_overall") or str(_("kommunen eller regionen"))
        return Row(Sip(overall=overall, others=found["sip_others"]), entry=before)
