"""What the family types: checked here, saved nowhere; every sentence is plain and stands beside its field."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.forms import Field, HiddenInput, UUIDField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from barnetsplan.domain.vocabulary import Answer, InvitationReply, Layer, PlanReply
from barnetsplan.family.cards.consent import ConsentCard
from barnetsplan.family.cards.question import AskedArea, QuestionCard
from barnetsplan.family.cards.readers import Reader
from barnetsplan.family.cards.replay import ReplayCard
from barnetsplan.family.cards.words import WordsCard
from barnetsplan.plans.asked_form import AskedForm
from barnetsplan.records.kinds import Contribution
from barnetsplan.ui import forms
from barnetsplan.ui.marks import Data, as_data


class ConsentForm(AskedForm):
    """One yes or no for each question, and boxes for the background; nothing is chosen beforehand."""

    def __init__(self, *args: Any, card: ConsentCard, **kwargs: Any) -> None:
        """Make the fields from the questions."""
        super().__init__(*args, services=[service.asked for service in card.services], **kwargs)


class ChangeForm(forms.ReadingForm):
    """Taking one part back, or giving it back; sent twice, the second changes nothing."""

    service = UUIDField(widget=HiddenInput)
    layer = forms.OneOf(choices=[(layer.value, layer.value) for layer in Layer])
    area = forms.Line(required=False)
    answer = forms.OneOf(choices=[(a.value, a.value) for a in (Answer.YES, Answer.WITHDRAWN)])


class AskedDay(forms.ReadingForm):
    """Which service, and which day; what cannot be read is not asked."""

    tjanst = forms.FromList(label=_("Verksamhet"), required=False)
    dag = forms.Day(label=_("Dag"), required=False)

    @classmethod
    def shown(cls, card: ReplayCard) -> "AskedDay":
        """The form as the page shows it, with what was asked."""
        chosen = next((one.id for one in card.services if one.chosen), "")
        form = cls(initial={"tjanst": chosen, "dag": card.day})
        services = [(str(one.id), Data(one.name)) for one in card.services]
        form.fields["tjanst"].choices = [("", _("Välj verksamhet")), *services]  # type: ignore[attr-defined]
        form.fields["dag"].widget.attrs["max"] = card.today.isoformat()
        return form

    @property
    def service(self) -> UUID | None:
        """The service that is asked about."""
        try:
            return UUID(self.data.get("tjanst", ""))
        except ValueError:
            return None

    @property
    def day(self) -> date | None:
        """The day that is asked about."""
        try:
            return date.fromisoformat(self.data.get("dag", ""))
        except ValueError:
            return None


class QuestionForm(forms.Form):
    """Three boxes for each area, and who may read besides the one who asked."""

    def __init__(self, *args: Any, card: QuestionCard, **kwargs: Any) -> None:
        """Make the fields from the areas; what was answered before stands there to be changed."""
        self.card = card
        made = {**_area_fields(card), **_readers_field(card.readers.choice)}
        self.base_fields = {**type(self).base_fields, **made}  # type: ignore[misc]
        kwargs["initial"] = {**_before(card), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)

    def blocks(self) -> Iterable[tuple[AskedArea, tuple[Any, ...]]]:
        """Each area with its three bound fields, for the page."""
        for area in self.card.areas:
            yield area, tuple(self[name] for name in _names(area.key))

    @property
    def answers(self) -> Mapping[str, Contribution]:
        """What was written, by area. Only after ``is_valid()``."""
        return {
            area.key: Contribution(*(self.cleaned_data[name].strip() for name in _names(area.key)))
            for area in self.card.areas
        }

    @property
    def chosen(self) -> frozenset[UUID]:
        """Who was ticked. Only after ``is_valid()``."""
        return frozenset(UUID(party) for party in self.cleaned_data.get("readers", []))


def _names(area: str) -> tuple[str, str, str]:
    return f"works_{area}", f"challenging_{area}", f"would_help_{area}"


def _area_fields(card: QuestionCard) -> dict[str, Field]:
    columns = card.columns
    labels = (columns.works, columns.challenging, columns.would_help)
    return {
        name: forms.TextArea(label=as_data(label), required=False, rows=3)
        for area in card.areas
        for name, label in zip(_names(area.key), labels, strict=True)
    }


def _readers_field(readers: Iterable[Reader]) -> dict[str, Field]:
    """Boxes for those who may read besides; no field when there is nobody."""
    choices = [(str(reader.party), as_data(reader.name)) for reader in readers]
    return {"readers": forms.SomeOf(label=_("Vem mer får läsa?"), choices=choices, required=False)} if choices else {}


def _before(card: QuestionCard) -> Mapping[str, Any]:
    texts = {
        name: text
        for area in card.areas
        for name, text in zip(_names(area.key), (area.works, area.challenging, area.would_help), strict=True)
    }
    return {**texts, "readers": [str(party) for party in card.reads_now]}


class ToPlanForm(forms.Form):
    """Words to the plan, with who may read them besides those who hold it together."""

    def __init__(self, *args: Any, card: WordsCard, **kwargs: Any) -> None:
        """Offer the readers that there are."""
        readers = _readers_field(card.readers.choice) if card.readers else {}
        self.base_fields = {**type(self).base_fields, **readers}  # type: ignore[misc]
        super().__init__(*args, **kwargs)

    @property
    def chosen(self) -> frozenset[UUID]:
        """Who was ticked. Only after ``is_valid()``."""
        return frozenset(UUID(party) for party in self.cleaned_data.get("readers", []))


class WordsForm(ToPlanForm):
    """Own words, and a drawing or a paper to go with them where somebody wants that."""

    text = forms.TextArea(label=_("Det vi vill säga"), rows=4)
    file = forms.Scanned(
        label=_("En bild eller ett papper, om ni vill"),
        help_text=_("Till exempel en teckning. Bild eller PDF, högst 5 megabyte. Var bilden är tagen sparas inte."),
        required=False,
    )
    shows = forms.Line(label=_("Vad visar den?"), required=False)

    def clean(self) -> dict[str, Any]:
        """A file is told in words too, for those who cannot see it."""
        given = super().clean() or {}
        if given.get("file") and not given.get("shows") and "shows" not in self.errors:
            self.say("shows", _("Skriv med några ord vad bilden eller papperet visar."))
        if given.get("shows") and not given.get("file") and "file" not in self.errors:
            self.say("file", _("Välj filen igen. Webbläsaren glömmer den när sidan visas på nytt."))
        return given

    @property
    def content(self) -> bytes | None:
        """The file as it came. Only after ``is_valid()``."""
        file = self.cleaned_data["file"]
        return file.read() if file else None


class DissentForm(ToPlanForm):
    """A differing view, about one thing or the whole plan."""

    about = forms.OneOf(label=_("Vad handlar det om?"), required=False, initial="")
    text = forms.TextArea(label=_("Så här tycker jag"), rows=4)

    def __init__(self, *args: Any, card: WordsCard, **kwargs: Any) -> None:
        """Offer what stands in the plan."""
        super().__init__(*args, card=card, **kwargs)
        whole = ("", gettext("Hela planen"))
        about = self.fields["about"]
        if isinstance(about, forms.OneOf):
            about.choices = [whole, *((choice.key, as_data(choice.text)) for choice in card.choices)]


class ReplyForm(forms.ReadingForm):
    """The reply to a call: two buttons; the newest counts."""

    reply = forms.OneOf(label=_("Kommer du?"), choices=[(reply.value, reply.value) for reply in InvitationReply])


class VersionForm(forms.Form):
    """What a family member thinks of the plan."""

    reply = forms.OneOf(
        label=_("Vad tycker du om planen?"),
        choices=(
            (PlanReply.AGREE.value, _("Jag håller med")),
            (PlanReply.IN_PART.value, _("Jag håller med om en del")),
            (PlanReply.DISAGREE.value, _("Jag håller inte med")),
        ),
    )
    text = forms.TextArea(
        label=_("Vill du säga något om planen?"),
        help_text=_("Skriv gärna vad du inte håller med om, och vad du vill i stället."),
        required=False,
        rows=4,
    )

    def clean(self) -> dict[str, Any]:
        """Holding with a part needs to say which."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("reply") == PlanReply.IN_PART and not cleaned.get("text", "").strip():
            self.say("text", _("Skriv vad du inte håller med om. Det räcker med en mening."))
        return cleaned
