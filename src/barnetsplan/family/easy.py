"""The plan in a form that is easy to read: the sentences that were written to the family, large, one thing at a time.

Nothing is made up: it holds what people have written to the family, the county's own explanations, and no more. Where a
sentence is missing, in a plan from before sentences were asked for, there is no easy form.
"""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from barnetsplan.family.cards.parts import GoalLine, Happening
from barnetsplan.family.cards.plan import PlanCard, ThePlan
from barnetsplan.family.printed_parts import contact_row, quotes, state_of, title_of
from barnetsplan.practice.load import current
from barnetsplan.ui.pdf import Document, Part, Section, day_words, texts


def can_be_easy(plan: ThePlan) -> bool:
    """Whether everything that happens is said in a sentence, in the language in which the sentences are written."""
    longest = current().plain_language.longest_sentence
    sentences = [*(goal.text for goal in plan.goals), *(line.text for line in plan.happenings)]
    return (get_language() or "sv") == "sv" and all(len(text) <= longest for text in sentences)


def easy(card: PlanCard, plan: ThePlan, *, for_whom: str, on: datetime) -> Document:
    """The same plan, easy to read."""
    return Document(
        title=title_of(card.head),
        language="sv",
        lead=texts(state_of(plan)),
        sections=tuple(_sections(card, plan)),
        footer=_("Utskrift %(day)s för %(who)s") % {"day": day_words(on), "who": for_whom},
        copy_for=for_whom,
        large=True,
    )


def _sections(card: PlanCard, plan: ThePlan) -> Iterator[Section]:
    if plan.child_words:
        yield Section(_("Mina egna ord") if card.head.is_self else _("Barnets egna ord"), quotes(plan.child_words))
    if plan.goals:
        yield Section(current().term("goal").family_label, tuple(part for goal in plan.goals for part in _goal(goal)))
    happens = tuple(part for line in plan.happenings for part in _happening(line))
    yield Section(_("Det här har hänt") if plan.ended else current().term("action").family_label, happens)
    if plan.family_words:
        yield Section(_("Våra ord"), quotes(plan.family_words))
    if plan.dissents:
        yield Section(current().term("dissent").family_label, quotes(plan.dissents))
    if card.contacts:
        yield Section(_("Ring om du undrar"), (Part("facts", rows=tuple(map(contact_row, card.contacts))),))


def _goal(goal: GoalLine) -> Iterator[Part]:
    yield Part("text", goal.text)
    yield from _explained(goal.text)
    if goal.went:
        yield Part("text", _("Så gick det: %(how)s") % {"how": goal.went})


def _happening(line: Happening) -> Iterator[Part]:
    yield Part("heading", line.text)
    who = f"{line.who}, {line.service}" if line.who else line.service
    rows = ((_("Vem"), who), (_("När"), line.when), (_("Senast berättat"), line.report))
    yield Part("facts", rows=tuple((name, words) for name, words in rows if words))
    yield from _explained(f"{line.text}\n{who}\n{line.when}\n{line.report}")


def _explained(text: str) -> Iterator[Part]:
    """The county's explanation, where the word stands."""
    words = current().plain_language.found_in(text)
    if words:
        yield Part("facts", rows=tuple((word.word, word.means) for word in words))
