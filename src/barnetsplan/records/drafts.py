"""Unfinished text of a form, kept on the server while it is written (interface.md rule 7).

A room that wants it for one of its forms does four things:

1. adds the form's name and the name of its page to ``PAGES`` below (``concern`` stands there already);
2. in the view: ``kept = drafts.resume(request, "concern", key)``, and on a first opening
   ``form = ConcernForm(initial={**own_initial, **kept.fields})``;
3. in the template, inside ``<form>`` and before the save button: ``{% include "records/draft.html" with kept=kept %}``
   (htmx saves three seconds after the last key; without JavaScript there is a button that saves and comes back);
4. when the text has been sent: ``drafts.forget(request, "concern", key)``.

``key`` is the thing that the form is about. A form about nothing yet uses the id of its new entry, the form's token;
its page is reached again as ``?utkast=<key>``: the view takes its token from there, and may offer
``drafts.newest(request, "concern")`` to one who comes back later. Several boxes ticked under one name are kept as
lines of one text; choices of readers are never taken from a draft, since they are made anew every time.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse

from barnetsplan.access.request import ActorRequest
from barnetsplan.records import actions, queries

#: Form -> the name of its page; a form that is not here has no drafts.
PAGES: Final[Mapping[str, str]] = {
    "action_report": "action_report",
    "analysis": "analysis",
    "child_words": "child_words",
    "concern": "notice",
    "family_dissent": "family_words",
    "family_question": "family_question",
    "family_version": "family_version",
    "family_words": "family_words",
    "own_voice": "own_voice",
    "plan_end": "plan_end",
    "question": "question",
}
#: Pages whose address does not carry the key.
_KEY_IN_QUERY: Final = frozenset({"concern"})
_NOT_TEXT: Final = frozenset({"csrfmiddlewaretoken", "token"})
#: Who may read, and whether the child could be harmed by it, is asked anew every time and kept in no draft.
_ASKED_ANEW: Final = ("vh-", "readers")


@dataclass(frozen=True, slots=True)
class Kept:
    """What a page needs to know about its draft: where it is saved, what it says, when it was saved."""

    url: str
    fields: Mapping[str, str]
    saved_at: datetime | None = None


def resume(request: ActorRequest, form: str, key: UUID) -> Kept:
    """The draft of this form by this very author, or an empty one."""
    who = request.actor
    found = queries.kept_draft(author=who.person_id, party=who.party_id, form=form, thing=key)
    url = reverse("draft_save", args=[form, key])
    return Kept(url, found.fields, found.saved_at) if found else Kept(url, {})


def keep(request: ActorRequest, form: str, key: UUID, typed: QueryDict) -> None:
    """Save what has been typed; a form where nothing is left has no draft."""
    texts = [(name, values) for name, values in typed.lists() if name not in _NOT_TEXT]
    fields = {name: "\n".join(map(str, values)) for name, values in texts if not name.startswith(_ASKED_ANEW)}
    if not any(text.strip() for text in fields.values()):
        forget(request, form, key)
        return
    who = request.actor
    actions.save_draft(author=who.person_id, party=who.party_id, form=form, thing=key, fields=fields, at=request.at)


def forget(request: ActorRequest, form: str, key: UUID) -> None:
    """Remove a draft whose text has been sent."""
    actions.purge_draft(author=request.actor.person_id, party=request.actor.party_id, form=form, thing=key)


def newest(request: ActorRequest, form: str) -> UUID | None:
    """The key of the draft of this form that the author saved last."""
    return queries.newest_draft(author=request.actor.person_id, party=request.actor.party_id, form=form)


def page_of(form: str, key: UUID) -> str:
    """The address of the page that a draft belongs to."""
    if form in _KEY_IN_QUERY:
        return f"{reverse(PAGES[form])}?utkast={key}"
    return reverse(PAGES[form], args=[key])
