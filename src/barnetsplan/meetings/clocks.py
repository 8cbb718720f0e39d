"""Times of meetings that come in and go out: only such as the Swedish clock shows once."""

from datetime import UTC, date, datetime, time
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from barnetsplan.domain.periods import STOCKHOLM
from barnetsplan.ui import forms

PAST = _("Den tiden har redan varit. Välj en senare dag eller tid.")
NO_SUCH_TIME = _("Klockan ställs om den natten, så den tiden finns inte eller kommer två gånger. Välj en annan tid.")
BOTH = _("Skriv både dag och tid.")


def in_words(moment: datetime) -> str:
    """A moment as the call says it."""
    local = moment.astimezone(STOCKHOLM)
    return f"{date_format(local, 'l j F Y')} kl. {local:%H.%M}"


def swedish(day: date, clock: time) -> datetime | None:
    """A moment by the Swedish clock; nothing when the clock never shows it that day, or shows it twice."""
    local = datetime.combine(day, clock, tzinfo=STOCKHOLM)
    if local.astimezone(UTC).astimezone(STOCKHOLM).replace(tzinfo=None) != local.replace(tzinfo=None):
        return None
    return local if local.utcoffset() == local.replace(fold=1).utcoffset() else None


def moment_of(form: forms.ReadingForm, found: dict[str, Any], day: str, clock: str, *, at: datetime) -> datetime | None:
    """The moment of two fields, or a sentence beside the first; nothing when both are empty."""
    given = found.get(day), found.get(clock)
    if given == (None, None) or day in form.errors or clock in form.errors:
        return None
    if given[0] is None or given[1] is None:
        form.say(day, BOTH)
        return None
    moment = swedish(given[0], given[1])
    if moment is None:
        form.say(day, NO_SUCH_TIME)
    elif moment <= at:
        form.say(day, PAST)
    return moment
