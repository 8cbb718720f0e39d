"""Parts that the family's documents share."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from barnetsplan.family.cards.contacts import ContactLine
from barnetsplan.family.cards.head import Head
from barnetsplan.family.cards.parts import Said
from barnetsplan.family.cards.plan import ThePlan
from barnetsplan.ui.pdf import Part, day_words


def title_of(head: Head) -> str:
    """What the plan is called for its reader."""
    if head.is_self:
        return _("Min plan")
    if head.unborn:
        return _("Planen för barnet")
    whose = head.name if head.ends_in_s else f"{head.name}s"
    return _("%(whose)s plan") % {"whose": whose}


def state_of(plan: ThePlan) -> str:
    """Whether it is over, or when it is followed up."""
    if plan.ended:
        return _("Planen är avslutad. Här står det som var bestämt och vad det gav.")
    if plan.follow_up_on is None:
        return ""
    return _("Vi ses igen %(day)s och ser hur det har gått.") % {"day": day_words(plan.follow_up_on)}


def quotes(words: tuple[Said, ...]) -> tuple[Part, ...]:
    """What was said, each with who and when, and with what it is about."""
    return tuple(part for said in words for part in _quote(said))


def _quote(said: Said) -> Iterator[Part]:
    if said.about:
        yield Part("text", _("Om: %(what)s") % {"what": said.about})
    yield Part("quote", said.text, who=f"{said.who}, {day_words(said.on_day)}")


def contact_row(line: ContactLine) -> tuple[str, str]:
    """Whom to call in a service."""
    person = f"{line.name}, {line.role}" if line.name and line.role else line.name
    return line.service, ", ".join(filter(None, (person, *line.holds, line.phone)))
