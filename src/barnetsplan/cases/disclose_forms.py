"""The forms of handing out: what and to whom, on which ground, and what is stated for it."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from barnetsplan.cases.handing import HandingCard, Held, Offer
from barnetsplan.domain.disclosing import Stated
from barnetsplan.ui import forms
from barnetsplan.ui.marks import as_data

_ALL_OF_IT = _("Kryssa i allt som grunden kräver, om det stämmer. Annars går det inte att lämna ut.")
_A_SENTENCE = _("Skriv varför, i minst en hel mening.")


class ChooseForm(forms.Form):
    """What is handed out, and to whom; nothing is ticked beforehand."""

    entries = forms.SomeOf(label=_("Vad vill ni lämna ut?"), required=False)
    text = forms.TextArea(
        label=_("Eller skriv det som ska lämnas ut"),
        help_text=_("Skriv bara det som mottagaren behöver."),
        required=False,
        rows=3,
    )
    recipient = forms.FromList(label=_("Till vem?"))

    def __init__(self, *args: Any, card: HandingCard, **kwargs: Any) -> None:
        """Offers what the unit holds, and everybody it could go to."""
        super().__init__(*args, **kwargs)
        self.fields["entries"].choices = [(str(held.id), _line(held)) for held in card.held]  # type: ignore[attr-defined]
        self.fields["recipient"].widget.attrs["translate"] = "no"
        self.fields["recipient"].choices = _recipients(card)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Something is handed out."""
        said = super().clean() or {}
        if not said.get("entries") and not said.get("text") and "text" not in self.errors:
            self.say("entries", _("Välj något, eller skriv det som ska lämnas ut."))
        return said

    @property
    def chosen(self) -> tuple[UUID, ...]:
        """The entries that are chosen."""
        return tuple(UUID(one) for one in self.cleaned_data["entries"])

    @property
    def to(self) -> UUID:
        """The recipient that is chosen."""
        return UUID(self.cleaned_data["recipient"])


def _line(held: Held) -> str:
    return format_html("{} · {} · {}", as_data(held.heading), as_data(held.owner), as_data(f"{held.on:%Y-%m-%d}"))


def _recipients(card: HandingCard) -> list[tuple[str, Any]]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for one in card.recipients:
        name = gettext("Familjen") if one.group == "family" else one.group
        asked = gettext("har frågat er")
        groups.setdefault(name, []).append((str(one.id), f"{one.name} ({asked})" if one.has_asked else one.name))
    units = {name: rows for name, rows in groups.items() if name != gettext("Familjen")}
    family = {name: rows for name, rows in groups.items() if name == gettext("Familjen")}
    return [("", _("Välj mottagare")), *units.items(), *family.items()]


class GroundForm(forms.ReadingForm):
    """On which of the grounds that could carry it."""

    ground = forms.OneOf(label=_("På vilken grund?"))

    def __init__(self, *args: Any, offers: Sequence[Offer], **kwargs: Any) -> None:
        """Offers those that could carry it, and none of them beforehand."""
        super().__init__(*args, **kwargs)
        self.by_code: Mapping[str, Offer] = {offer.code: offer for offer in offers if offer.fits}
        self.fields["ground"].choices = [(offer.code, offer.label) for offer in self.by_code.values()]  # type: ignore[attr-defined]

    @property
    def offer(self) -> Offer:
        """The ground that is chosen."""
        return self.by_code[self.cleaned_data["ground"]]


class ConditionsForm(forms.ReadingForm):
    """What is stated and why, and who in the family is not told."""

    stated = forms.SomeOf(
        label=_("Kryssa i det som stämmer. Allt behövs."),
        error_messages={"required": _ALL_OF_IT},
    )
    reason = forms.TextArea(
        label=_("Varför lämnar ni ut det?"),
        help_text=_("Bara er enhet läser det. Det sparas med utlämnandet."),
        rows=3,
        error_messages={"required": _A_SENTENCE},
    )
    untold = forms.SomeOf(
        label=_("Vem i familjen ska inte få veta?"),
        help_text=_("Bara om barnet kan fara illa av det."),
        required=False,
    )
    untold_reason = forms.TextArea(
        label=_("Varför kan barnet fara illa av det?"),
        help_text=_("Behövs om du har valt någon. Ingen i familjen läser det."),
        required=False,
        rows=2,
    )

    def __init__(self, *args: Any, offer: Offer, card: HandingCard, to: UUID, **kwargs: Any) -> None:
        """Asks only for what this ground needs; on a ground that is kept apart nobody in the family is told."""
        super().__init__(*args, **kwargs)
        self.offer = offer
        guardians = [(str(person), as_data(name)) for person, name in card.child.family if person != to]
        self.fields["stated"].choices = [(stated.value, words) for stated, words in offer.stated]  # type: ignore[attr-defined]
        self.fields["untold"].choices = guardians  # type: ignore[attr-defined]
        if not offer.stated:
            del self.fields["stated"]
        if not offer.rule.needs_reason:
            self.fields["reason"].required = False
            self.fields["reason"].widget.attrs.pop("aria-required", None)
        if not offer.rule.tells_family or not guardians:
            del self.fields["untold"], self.fields["untold_reason"]

    def clean(self) -> dict[str, Any]:
        """Everything that the ground asks for, a reason where it needs one, and one for each who is not told."""
        said = super().clean() or {}
        if "stated" in said and len(said["stated"]) < len(self.offer.stated):
            self.say("stated", _ALL_OF_IT)
        if said.get("untold") and not said.get("untold_reason"):
            self.say("untold_reason", _("Skriv varför barnet kan fara illa av att familjen får veta."))
        return said

    @property
    def is_stated(self) -> frozenset[Stated]:
        """What is stated."""
        return frozenset(Stated(one) for one in self.cleaned_data.get("stated", ()))

    @property
    def not_told(self) -> frozenset[UUID]:
        """The guardians who are not told."""
        return frozenset(UUID(one) for one in self.cleaned_data.get("untold", ()))

    @property
    def reasons(self) -> str:
        """Why it is handed out, and why somebody is not told of it."""
        said = self.cleaned_data
        return "\n\n".join(filter(None, (said.get("reason", ""), said.get("untold_reason", ""))))
