"""The field for a sentence to the family, with the words that are explained as one writes them."""

from django.utils.translation import gettext_lazy as _

from barnetsplan.ui import forms


def sentence_line(*, required: bool = True) -> forms.TextArea:
    """One sentence, in words that the family knows."""
    return forms.TextArea(
        label=_("En mening till familjen"),
        rows=2,
        help_text="" if required else _("Behövs när det står ord som familjen kanske inte känner till."),
        max_length=forms.MAX_LINE,
        required=required,
        error_messages={"required": _("Skriv det i en mening som familjen förstår.")},
    )
