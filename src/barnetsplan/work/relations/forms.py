"""What comes in on the page of the family."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.forms import ChoiceField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from barnetsplan.domain.identity import IdentityNumber, WrongNumber, parse
from barnetsplan.domain.vocabulary import (
    GuardianshipKind,
    GuardianshipSource,
    MaturityOutcome,
    OverrideKind,
    OverrideMeasure,
    RelationshipKind,
    WhereaboutsGround,
)
from barnetsplan.people.register import RegisteredPerson
from barnetsplan.ui import forms
from barnetsplan.ui.marks import as_data
from barnetsplan.work.relations import words
from barnetsplan.work.relations.cards import RelationsCard

_Choice = tuple[str, "str | Promise"]
_EVIDENCE = _("Skriv vad du har sett och var det finns: domstol och målnummer, diarienummer, dag.")
_SEEN = [(source.value, words.SOURCES[source]) for source in GuardianshipSource if source != "register"]


def _offer(form: forms.ReadingForm, field: str, choices: Iterable[_Choice]) -> None:
    chosen = form.fields[field]
    if isinstance(chosen, ChoiceField):
        chosen.choices = list(choices)


def _people(card: RelationsCard) -> list[_Choice]:
    return [(person, as_data(name)) for person, name in card.adults]


class FamilyForm(forms.Form):
    """A form on the page of the family: the card knows whom one can choose."""

    def __init__(self, *args: Any, card: RelationsCard, today: date, **kwargs: Any) -> None:
        """Keep the card and the day for those that ask them."""
        super().__init__(*args, **kwargs)
        self.card, self.today = card, today
        self.prepare(card)

    def prepare(self, card: RelationsCard) -> None:
        """Offer what the card offers."""

    def person(self, field: str) -> UUID | None:
        """The chosen person, or nothing for everybody."""
        text: str = self.cleaned_data[field]
        return UUID(text) if text else None


class RestrictForm(FamilyForm):
    """Who is a guardian no longer, and what shows it."""

    guardian = forms.OneOf(label=_("Vem är inte vårdnadshavare längre?"))
    evidence = forms.TextArea(label=_("Vad har du sett?"), help_text=_EVIDENCE, rows=3)

    def prepare(self, card: RelationsCard) -> None:
        """Offer the guardians."""
        _offer(self, "guardian", _people(card))


class ProposeForm(FamilyForm):
    """Who is said to be a guardian, and what one person has seen."""

    name = forms.Line(label=_("Namn"), help_text=_("För- och efternamn, som det står i beviset."))
    number = forms.IdentityNumberLine(label=_("Personnummer"))
    kind = forms.OneOf(
        label=_("Vad är personen för barnet?"), choices=[(k.value, w) for k, w in words.GUARDIANS.items()]
    )
    source = forms.OneOf(label=_("Vad har du sett?"), choices=_SEEN)
    seen_on = forms.Day(label=_("Vilken dag är det daterat?"))
    evidence = forms.TextArea(label=_("Var finns det?"), help_text=_EVIDENCE, rows=2)

    def clean_number(self) -> IdentityNumber | str:
        """A right number."""
        text: str = self.cleaned_data["number"]
        number = parse(text)
        if isinstance(number, WrongNumber):
            self.say("number", _("Numret stämmer inte. Skriv tolv siffror och kontrollera dem."))
            return text
        return number


class BirthForm(FamilyForm):
    """The number of the child who is born."""

    number = forms.IdentityNumberLine(label=_("Barnets personnummer"))

    def clean_number(self) -> IdentityNumber | str:
        """A right number, of a day that has been."""
        text: str = self.cleaned_data["number"]
        number = parse(text)
        if isinstance(number, WrongNumber):
            self.say("number", _("Numret stämmer inte. Skriv tolv siffror och kontrollera dem."))
            return text
        if number.born_on > self.today:
            self.say("number", _("Numret hör till en dag som inte har varit än."))
        return number


class SeenBirthForm(BirthForm):
    """What an extract says of the child who is born: its name, and who is a guardian besides the one who carried."""

    name = forms.Line(
        label=_("Barnets namn"),
        help_text=_("Som det står i utdraget. Har barnet inget förnamn än skriver ni till exempel Flickan Ek."),
    )
    other_name = forms.Line(label=_("Namn på den andra vårdnadshavaren, om utdraget visar en"), required=False)
    other_number = forms.IdentityNumberLine(label=_("Den andra vårdnadshavarens personnummer"), required=False)
    seen_on = forms.Day(label=_("Vilken dag är utdraget daterat?"))
    evidence = forms.TextArea(
        label=_("Var finns utdraget?"), help_text=_("Till exempel i barnets journal, med dag och diarienummer."), rows=2
    )

    def clean_other_number(self) -> IdentityNumber | str:
        """A right number, or none."""
        text: str = self.cleaned_data["other_number"]
        number = parse(text) if text else text
        if isinstance(number, WrongNumber):
            self.say("other_number", _("Numret stämmer inte. Skriv tolv siffror och kontrollera dem."))
            return text
        return number

    def clean(self) -> dict[str, Any]:
        """The other guardian is both a name and a number, or nobody."""
        said = super().clean() or self.cleaned_data
        name, number = said.get("other_name"), said.get("other_number")
        if name and number == "":
            self.say("other_number", _("Skriv numret också."))
        if number and not name:
            self.say("other_name", _("Skriv namnet också."))
        return said

    @property
    def other(self) -> RegisteredPerson | None:
        """The other guardian, when the extract shows one."""
        number = self.cleaned_data["other_number"]
        return RegisteredPerson(number, self.cleaned_data["other_name"]) if number else None


class ConfirmForm(forms.ReadingForm):
    """Two buttons."""

    answer = forms.OneOf(label=_("Svar"), choices=[("yes", _("Jag har sett det")), ("no", _("Det stämmer inte"))])


class RelationshipForm(FamilyForm):
    """Who else stands beside the child, without any access here."""

    kind = forms.OneOf(
        label=_("Vad är personen för barnet?"), choices=[(k.value, w) for k, w in words.RELATIONSHIPS.items()]
    )
    name = forms.Line(
        label=_("Namn"), required=False, help_text=_("Behövs inte när det är nämnden själv som beslutar.")
    )
    number = forms.IdentityNumberLine(
        label=_("Personnummer, om personen arbetar i någon verksamhet här"),
        help_text=_("Då kan personen inte öppna barnet i sitt arbete. Annars lämnar ni rutan tom; numret sparas inte."),
        required=False,
    )
    source = forms.OneOf(label=_("Hur vet ni det?"), choices=_SEEN)

    def clean_number(self) -> IdentityNumber | str:
        """A right number, or none."""
        text: str = self.cleaned_data["number"]
        number = parse(text) if text else text
        if isinstance(number, WrongNumber):
            self.say("number", _("Numret stämmer inte. Skriv tolv siffror och kontrollera dem."))
            return text
        return number


class MaturityForm(FamilyForm):
    """What, for which matter, why and until when."""

    matter = forms.FromList(label=_("Vad gäller beslutet?"))
    outcome = forms.OneOf(label=_("Vad beslutar ni?"), choices=[(o.value, w) for o, w in words.MATURITY.items()])
    reason = forms.TextArea(
        label=_("Varför?"),
        help_text=_("Hur ni har pratat med barnet, vad barnet förstår av frågan och vad det kan leda till."),
    )
    review_on = forms.Day(
        label=_("När ska beslutet ses över?"), help_text=_("Dagen innan är den sista som det gäller.")
    )

    def prepare(self, card: RelationsCard) -> None:
        """Offer the whole plan and each area."""
        _offer(self, "matter", card.matters)


class OverrideForm(FamilyForm):
    """A decision in place of one guardian's answer."""

    kind = forms.OneOf(label=_("Vilket beslut finns?"), choices=[(k.value, w) for k, w in words.OVERRIDES.items()])
    measure = forms.OneOf(
        label=_("Vilken åtgärd, när det är socialnämndens beslut?"),
        required=False,
        choices=[("", _("Ett annat beslut")), *((m.value, w) for m, w in words.MEASURES.items())],
        initial="",
    )
    guardian = forms.OneOf(label=_("I vems ställe?"))
    services = forms.SomeOf(label=_("Vilka frågor gäller det?"))
    decided_on = forms.Day(label=_("Vilken dag fattades beslutet?"))
    last_day = forms.Day(label=_("Till och med vilken dag gäller det?"))
    evidence = forms.TextArea(label=_("Vem har beslutat, och var finns beslutet?"), help_text=_EVIDENCE, rows=2)

    def prepare(self, card: RelationsCard) -> None:
        """Offer the guardians, and the questions that the unit has asked."""
        _offer(self, "guardian", _people(card))
        _offer(self, "services", card.services)

    @property
    def chosen(self) -> tuple[UUID, frozenset[UUID]] | None:
        """The one request and its services; nothing when they are of several requests."""
        pairs = [text.partition(":") for text in self.cleaned_data["services"]]
        requests = {UUID(request) for request, _colon, _service in pairs}
        if len(requests) != 1:
            return None
        return requests.pop(), frozenset(UUID(service) for _request, _colon, service in pairs)


class PauseForm(FamilyForm):
    """Towards whom it is unsafe; a reason helps and is not demanded."""

    about = forms.OneOf(label=_("Vem är det farligt att lämna ut till?"), required=False, initial="")
    reason = forms.TextArea(
        label=_("Vad har du sett eller hört?"),
        required=False,
        rows=3,
        help_text=_("Det läses av den som beslutar om sekretess hos er. Ingen vårdnadshavare ser det."),
    )

    def prepare(self, card: RelationsCard) -> None:
        """Offer the guardians, or that one does not know."""
        _offer(self, "about", [*_people(card), ("", _("Jag vet inte vem, eller båda"))])


class ReasonForm(forms.ReadingForm):
    """Why a pause is lifted."""

    reason = forms.TextArea(
        label=_("Varför kan barnet inte antas lida men av att vårdnadshavarna får läsa?"),
        help_text=_("Skriv vad ni har gjort för att få veta det."),
    )


class HideForm(FamilyForm):
    """From whom the whereabouts are kept, by which law."""

    hidden_from = forms.OneOf(label=_("Vem får inte veta var barnet är?"), required=False, initial="")
    ground = forms.OneOf(label=_("Med vilket stöd?"), choices=[(g.value, w) for g, w in words.GROUNDS.items()])
    reason = forms.TextArea(label=_("Varför?"), rows=3)

    def prepare(self, card: RelationsCard) -> None:
        """Offer the guardians, or all of them."""
        _offer(self, "hidden_from", [*_people(card), ("", _("Ingen av vårdnadshavarna"))])


class ReviewForm(forms.ReadingForm):
    """Keep or end, with a reason."""

    keep = forms.OneOf(
        label=_("Ska vistelseorten vara hemlig i tre månader till?"),
        choices=[("yes", _("Ja, det behövs fortfarande")), ("no", _("Nej, beslutet upphör nu"))],
    )
    reason = forms.TextArea(label=_("Varför?"), rows=3)


def kind_of(form: forms.ReadingForm, field: str) -> str:
    """The chosen code."""
    code: str = form.cleaned_data[field]
    return code


def guardianship_kind(form: ProposeForm) -> GuardianshipKind:
    """As what the person is proposed."""
    return GuardianshipKind(kind_of(form, "kind"))


def seen_source(form: ProposeForm | RelationshipForm) -> GuardianshipSource:
    """What was seen."""
    return GuardianshipSource(kind_of(form, "source"))


def relationship_kind(form: RelationshipForm) -> RelationshipKind:
    """As what the person stands beside the child."""
    return RelationshipKind(kind_of(form, "kind"))


def maturity_outcome(form: MaturityForm) -> MaturityOutcome:
    """What is decided."""
    return MaturityOutcome(kind_of(form, "outcome"))


def override_kind(form: OverrideForm) -> OverrideKind:
    """Which decision there is."""
    return OverrideKind(kind_of(form, "kind"))


def override_measure(form: OverrideForm) -> OverrideMeasure | None:
    """Which measure, when it is the social board's."""
    code = kind_of(form, "measure")
    return OverrideMeasure(code) if code else None


def ground(form: HideForm) -> WhereaboutsGround:
    """By which law."""
    return WhereaboutsGround(kind_of(form, "ground"))
