"""The room's reading: one card per page; each is built in ``cards`` from what its reader may see."""

from barnetsplan.family.cards.access import access_card
from barnetsplan.family.cards.answer import version_card
from barnetsplan.family.cards.consent import consent_card
from barnetsplan.family.cards.contacts import contacts_card
from barnetsplan.family.cards.head import places
from barnetsplan.family.cards.home import home_card
from barnetsplan.family.cards.log import log_card
from barnetsplan.family.cards.meeting import meeting_card
from barnetsplan.family.cards.plan import plan_card
from barnetsplan.family.cards.question import question_card
from barnetsplan.family.cards.replay import replay_card
from barnetsplan.family.cards.words import words_card

__all__ = [
    "access_card",
    "consent_card",
    "contacts_card",
    "home_card",
    "log_card",
    "meeting_card",
    "places",
    "plan_card",
    "question_card",
    "replay_card",
    "version_card",
    "words_card",
]
