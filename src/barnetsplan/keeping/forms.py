"""Asking the writer, guardian by guardian, whether the child could be harmed by the reading (OSL 12:3)."""

from copy import copy
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from barnetsplan.keeping.queries import KeepingCard
from barnetsplan.records.actions import Kept
from barnetsplan.ui import forms
from barnetsplan.ui.marks import as_data

_ALL = "all"
_WHY = _("Skriv varför barnet skulle skadas av att vårdnadshavaren läser det här.")


class KeepingForm(forms.ReadingForm):
    """Stands within every form whose text could reach a guardian; nobody is chosen beforehand.

    The names of its fields begin with ``vh-``, which no draft keeps.
    """

    keep_from = forms.SomeOf(
        label=_("Vem ska inte läsa?"),
        help_text=_("Kryssa bara i den som barnet kan fara illa av. Den får inte veta att något är dolt."),
        required=False,
    )
    reason = forms.TextArea(
        label=_("Varför skulle det skada barnet?"),
        help_text=_("Behövs om du har valt någon. Ingen vårdnadshavare läser det."),
        required=False,
        rows=2,
    )
    matters = forms.SomeOf(
        label=_("Handlar det om något av det här?"),
        help_text=_("Vid barnets ålder visas det då inte för någon vårdnadshavare, om ni inte beslutar annat."),
        required=False,
    )

    def __init__(self, data: Any = None, *, card: KeepingCard, **kwargs: Any) -> None:
        """Offer each guardian, and the matters that are private at the child's age."""
        super().__init__(data, prefix="vh", **kwargs)
        self.card = card
        self._offer("keep_from", [(str(person), as_data(name)) for person, name in card.guardians])
        self._offer("matters", [(key, as_data(label)) for key, label in card.matters])
        if card.unnamed and card.guardians:
            self._offer("keep_from", [(_ALL, _("Ingen vårdnadshavare ska läsa"))])

    def _offer(self, name: str, choices: Any) -> None:
        if choices:
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Keeping something from a guardian takes a reason."""
        said = super().clean() or {}
        if said.get("keep_from") and not said.get("reason", "").strip():
            self.say("reason", _WHY)
        return said

    @property
    def is_touched(self) -> bool:
        """Whether something has been chosen, so that it stands open when the page comes back."""
        return bool(self.errors) or any(self[name].value() for name in self.fields)

    @property
    def kept(self) -> tuple[Kept, ...]:
        """From whom the text is kept, and why. Only after ``is_valid()``."""
        said = self.cleaned_data
        labels = dict(self.card.matters)
        private = ", ".join(labels[key] for key in said.get("matters", ()))
        guardians = [str(guardian) for guardian, _name in self.card.guardians]
        named = guardians if _ALL in said.get("keep_from", ()) else said.get("keep_from", ())
        chosen = {UUID(guardian): said["reason"] for guardian in named}
        return tuple(
            Kept(guardian, "\n".join(filter(None, (private, chosen.get(guardian)))), every_guardian=bool(private))
            for guardian, _name in self.card.guardians
            if private or guardian in chosen
        )


class VoiceKeepingForm(KeepingForm):
    """Beside a unit's own voice on the wheel: whether some of it is about a guardian's own life (law.md FAM-05)."""

    about = forms.SomeOf(
        label=_("Handlar något av det om en av vårdnadshavarna själv?"),
        help_text=_(
            "Till exempel om sjukdom, ekonomi eller hur de har det med varandra. Då visas det bara för den personen, "
            "och andra får läsa det bara om den personen säger ja."
        ),
        required=False,
    )
    who = forms.Line(
        label=_("Vem av dem, om ni vet?"),
        help_text=_(
            "Skriv förnamnet. Då visas det för just den personen och inte för den andra. Lämna tomt om ni inte vet."
        ),
        required=False,
    )

    def __init__(self, data: Any = None, *, card: KeepingCard, **kwargs: Any) -> None:
        """Offer each guardian by name; ask a service that is told no names whether it is about any, and about whom."""
        super().__init__(data, card=card, **kwargs)
        named = () if card.unnamed else card.guardians
        self._offer("about", [(str(person), as_data(name)) for person, name in named])
        if card.unnamed and card.guardians:
            self._ask_of_any()
        else:
            del self.fields["who"]

    def _ask_of_any(self) -> None:
        about = copy(type(self).base_fields["about"])
        about.help_text = _(
            "Till exempel om sjukdom, ekonomi eller hur de har det med varandra. Då läser den som frågade det, "
            "men det visas inte för någon vårdnadshavare, om ni inte skriver vem av dem det handlar om."
        )
        self.fields["about"] = about
        self._offer("about", [(_ALL, _("Ja, om någon av dem"))])

    @property
    def about_adults(self) -> tuple[UUID, ...]:
        """The guardians whom it is about; all of them, when it is not known whom. Only after ``is_valid()``."""
        said = self.cleaned_data.get("about", ())
        who = self.cleaned_data.get("who", "")
        return (
            self._called(who) if who else tuple(p for p, _name in self.card.guardians if _ALL in said or str(p) in said)
        )

    def _called(self, who: str) -> tuple[UUID, ...]:
        """The one guardian who has these names; all when there is not exactly one, so that no answer tells a name."""
        words = set(who.casefold().split())
        found = tuple(person for person, name in self.card.guardians if words <= set(name.casefold().split()))
        return found if len(found) == 1 else tuple(person for person, _name in self.card.guardians)


class ChildKeepingForm(KeepingForm):
    """Beside the child's own words the adult must answer; the answer is kept nowhere (architecture.md rule 8)."""

    harm = forms.OneOf(
        label=_("Kan barnet fara illa om någon vårdnadshavare läser det?"),
        choices=(("no", _("Nej")), ("yes", _("Ja"))),
        error_messages={"required": _("Svara ja eller nej. Är du osäker: svara ja.")},
    )
    field_order = ("harm", "keep_from", "reason", "matters")

    def clean(self) -> dict[str, Any]:
        """A yes names somebody, and a no names nobody."""
        said = super().clean()
        if said.get("harm") == "yes" and not said.get("keep_from") and "keep_from" in self.fields:
            self.say("keep_from", _("Välj vem av vårdnadshavarna det gäller."))
        if said.get("harm") == "no" and said.get("keep_from"):
            self.say("harm", _("Du har valt någon som inte ska läsa. Svara då ja här."))
        return said

    @property
    def may_be_harmed(self) -> bool:
        """Whether the way to report stands next. Only after ``is_valid()``."""
        return bool(self.cleaned_data["harm"] == "yes")


class WithKeeping(forms.Form):
    """A form whose text could reach a guardian: it asks with its page, and is valid with it."""

    asks: type[KeepingForm] = KeepingForm

    def __init__(self, data: Any = None, *args: Any, keeping: KeepingCard, **kwargs: Any) -> None:
        """The question has its own names and is sent with the text."""
        super().__init__(data, *args, **kwargs)
        self.keeping = self.asks(data, card=keeping)

    def is_valid(self) -> bool:
        """Whether both the text and the answer about its readers are right."""
        return all([super().is_valid(), self.keeping.is_valid()])


class ReasonForm(forms.ReadingForm):
    """A decision with its reason."""

    reason = forms.TextArea(
        label=_("Varför?"), error_messages={"required": _("Skriv varför. Det sparas med beslutet.")}, rows=2
    )


class OpeningForm(forms.ReadingForm):
    """Why the registrar opens what was received."""

    reason = forms.TextArea(
        label=_("Varför öppnar ni den?"),
        help_text=_("Till exempel: någon har begärt ut handlingen. Det du skriver sparas med att du har öppnat den."),
        error_messages={"required": _("Skriv varför. Utan det öppnas inget.")},
        rows=3,
    )


class LiftForm(ReasonForm):
    """Which guardian may read after all."""

    guardian = forms.Line(label=_("Vårdnadshavare"), error_messages={"required": _("Välj en vårdnadshavare.")})

    def clean_guardian(self) -> UUID | str:
        """An id; anything else is nobody."""
        try:
            return UUID(self.cleaned_data["guardian"])
        except ValueError:
            self.say("guardian", _("Välj en vårdnadshavare."))
            return ""
