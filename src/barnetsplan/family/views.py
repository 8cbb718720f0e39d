"""The family's pages (/min/): each declares its act, opens through the gate, and shows one card."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from barnetsplan.access import gate, refusals
from barnetsplan.access.declare import declare
from barnetsplan.access.request import ActorRequest
from barnetsplan.coordination.requests import REQUEST
from barnetsplan.coordination.things import CHILD
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.vocabulary import Answer, InvitationReply, PlanReply
from barnetsplan.family import actions, queries
from barnetsplan.family.cards.consent import ConsentCard
from barnetsplan.family.cards.words import WordsCard
from barnetsplan.family.easy import can_be_easy
from barnetsplan.family.forms import (
    AskedDay,
    ChangeForm,
    ConsentForm,
    DissentForm,
    QuestionForm,
    ReplyForm,
    ToPlanForm,
    VersionForm,
    WordsForm,
)
from barnetsplan.files.checking import FILE_REFUSALS
from barnetsplan.gathering.actions import answer_as_family
from barnetsplan.gathering.facts import QUESTION
from barnetsplan.meetings.actions import reply_to_call
from barnetsplan.meetings.facts import MEETING
from barnetsplan.plans.actions import answer_version, publish
from barnetsplan.plans.facts import VERSION
from barnetsplan.policy.acts import Act
from barnetsplan.records import drafts
from barnetsplan.records.kinds import Dissent, OwnWords

_READ = ["GET", "HEAD"]
_WRITE = ["GET", "HEAD", "POST"]


def show(request: ActorRequest, page: str, card: Any, *, place: str = "", **more: Any) -> HttpResponse:
    """A page about one child, with its four places."""
    context = {"card": card, "child_nav": queries.places(card.head, place), **more}
    return render(request, f"family/{page}.html", context)


@declare(Act.HOME_OPEN)
@require_http_methods(_READ)
def home(request: ActorRequest) -> HttpResponse:
    """The children for whom one has standing; a single one is opened at once."""
    refused = gate.enter(request, Act.HOME_OPEN)
    if refused is not None:
        return refused
    card = queries.home_card(request.actor, request.at)
    if len(card.children) == 1:
        return redirect("family_plan", card.children[0].head.child)
    gate.record_list(request, Act.HOME_OPEN)
    return render(request, "family/home.html", {"card": card})


@declare(Act.FAMILY_PLAN_OPEN)
@require_http_methods(_READ)
def plan(request: ActorRequest, key: UUID) -> HttpResponse:
    """The plan, or what happens before there is one."""
    opened = gate.open_page(request, Act.FAMILY_PLAN_OPEN, CHILD, key, card=queries.plan_card)
    if isinstance(opened, HttpResponse):
        return opened
    plan = opened.card.plan
    return show(request, "plan", opened.card, place="family_plan", easy=plan is not None and can_be_easy(plan))


@declare(Act.FAMILY_WORDS_WRITE)
@require_http_methods(_WRITE)
def words(request: ActorRequest, key: UUID) -> HttpResponse:
    """Our words: what has been told, own words to the plan, and a differing view."""
    opened = gate.open_page(request, Act.FAMILY_WORDS_WRITE, CHILD, key, card=queries.words_card)
    if isinstance(opened, HttpResponse):
        return opened
    card, sent = opened.card, request.POST.get("form", "") if request.method == "POST" else ""
    kept, kept_dissent = (drafts.resume(request, name, key) for name in ("family_words", "family_dissent"))
    typed = {sent: request.POST}
    files = {sent: request.FILES}
    ours = WordsForm(typed.get("words"), files.get("words"), card=card, prefix="words", initial=_text_of(kept, "words"))
    begun = _text_of(kept_dissent, "dissent")
    differing = DissentForm(typed.get("dissent"), card=card, prefix="dissent", initial=begun)
    form = {"words": ours, "dissent": differing}.get(sent)
    if form is not None and card.readers and form.is_valid():
        written = _write_words(request, key, card, form)
        if isinstance(written, HttpResponse):
            return written
        refusals.say(form, written, field="file" if written.reason in FILE_REFUSALS else None)
    more = {"words": ours, "dissent": differing, "kept": kept, "kept_dissent": kept_dissent}
    return show(request, "words", card, place="family_words", **more)


def _text_of(kept: drafts.Kept, form: str) -> dict[str, str]:
    return {"text": kept.fields.get(f"{form}-text", "")}


def _write_words(request: ActorRequest, key: UUID, card: WordsCard, form: ToPlanForm) -> HttpResponse | Refused:
    text = form.cleaned_data["text"]
    about = form.cleaned_data.get("about", "")
    shows, file = (form.cleaned_data["shows"], form.content) if isinstance(form, WordsForm) else ("", None)
    payload = Dissent(text=text, about=about) if isinstance(form, DissentForm) else OwnWords(text=text, attached=shows)
    written = gate.write(
        request,
        Act.FAMILY_WORDS_WRITE,
        CHILD,
        key,
        do=lambda child: actions.write_own_words(
            actions.NewWords(
                child=child,
                payload=payload,
                entry_id=form.entry_id,
                readers=form.chosen,
                by=request.actor,
                at=request.at,
                plan=card.plan,
                file=file,
            ),
        ),
    )
    if isinstance(written, HttpResponse):
        return written
    if isinstance(written.result, Refused):
        return written.result
    drafts.forget(request, "family_dissent" if isinstance(form, DissentForm) else "family_words", key)
    messages.success(request, _("Tack. Det är sparat."))
    return redirect("family_words", key)


@declare(Act.FAMILY_ACCESS_OPEN)
@require_http_methods(_READ)
def access(request: ActorRequest, key: UUID) -> HttpResponse:
    """Who may see, and the way to change it."""
    opened = gate.open_page(request, Act.FAMILY_ACCESS_OPEN, CHILD, key, card=queries.access_card)
    if isinstance(opened, HttpResponse):
        return opened
    return show(request, "access", opened.card, place="family_access")


@declare(Act.FAMILY_LOG_OPEN)
@require_http_methods(_READ)
def log(request: ActorRequest, key: UUID) -> HttpResponse:
    """Who has read."""
    card = partial(queries.log_card, number=request.GET.get("sida"))
    opened = gate.open_page(request, Act.FAMILY_LOG_OPEN, CHILD, key, card=card)
    if isinstance(opened, HttpResponse):
        return opened
    return show(request, "log", opened.card)


@declare(Act.FAMILY_REPLAY)
@require_http_methods(_READ)
def replay(request: ActorRequest, key: UUID) -> HttpResponse:
    """What a service could see on a day."""
    asked = AskedDay(request.GET)
    card = partial(queries.replay_card, service=asked.service, day=asked.day)
    opened = gate.open_page(request, Act.FAMILY_REPLAY, CHILD, key, card=card)
    if isinstance(opened, HttpResponse):
        return opened
    form = AskedDay.shown(opened.card)
    return show(request, "replay", opened.card, form=form)


@declare(Act.FAMILY_CONTACTS_OPEN)
@require_http_methods(_READ)
def contacts(request: ActorRequest, key: UUID) -> HttpResponse:
    """Whom to call."""
    opened = gate.open_page(request, Act.FAMILY_CONTACTS_OPEN, CHILD, key, card=queries.contacts_card)
    if isinstance(opened, HttpResponse):
        return opened
    return show(request, "contacts", opened.card, place="family_contacts")


@declare(Act.FAMILY_QUESTION_ANSWER)
@require_http_methods(_WRITE)
def question(request: ActorRequest, key: UUID) -> HttpResponse:
    """A question, and the own answer to it."""
    opened = gate.open_page(request, Act.FAMILY_QUESTION_ANSWER, QUESTION, key, card=queries.question_card)
    if isinstance(opened, HttpResponse):
        return opened
    card = opened.card
    kept = drafts.resume(request, "family_question", key)
    form = QuestionForm(request.POST or None, card=card, initial=_texts(kept))
    if form.is_valid():
        written = gate.write(
            request,
            Act.FAMILY_QUESTION_ANSWER,
            QUESTION,
            key,
            do=lambda found: answer_as_family(
                question=found,
                answers=form.answers,
                readers=form.chosen,
                token=form.entry_id,
                by=request.actor,
                at=request.at,
            ),
        )
        if isinstance(written, HttpResponse):
            return written
        if not isinstance(written.result, Refused):
            drafts.forget(request, "family_question", key)
            messages.success(request, _("Tack. Svaret är sparat och skickat."))
            return redirect("family_question", key)
        refusals.say(form, written.result)
    writes = not card.answered or form.is_bound or "andra" in request.GET
    return show(request, "question", card, form=form, kept=kept, writes=writes)


def _texts(kept: drafts.Kept) -> dict[str, str]:
    """What a draft holds, but never who may read: that is chosen anew every time."""
    return {name: text for name, text in kept.fields.items() if name != "readers"}


@declare(Act.CONSENT_ANSWER)
@require_http_methods(_WRITE)
def consent(request: ActorRequest, key: UUID) -> HttpResponse:
    """A question about who may read, and the own answer to it."""
    opened = gate.open_page(request, Act.CONSENT_ANSWER, REQUEST, key, card=queries.consent_card)
    if isinstance(opened, HttpResponse):
        return opened
    card = opened.card
    form = ConsentForm(request.POST or None, card=card)
    if form.is_valid():
        outcome = _answer_consent(request, key, form)
        if isinstance(outcome, HttpResponse):
            return outcome
        refusals.say(form, outcome)
    return show(request, "consent", card, form=form, writes=_may_write(request, card, form))


def _may_write(request: ActorRequest, card: ConsentCard, form: ConsentForm) -> bool:
    return card.is_open and (not card.answered or form.is_bound or "andra" in request.GET)


def _answer_consent(request: ActorRequest, key: UUID, form: ConsentForm) -> HttpResponse | Refused:
    written = gate.write(
        request,
        Act.CONSENT_ANSWER,
        REQUEST,
        key,
        do=lambda found: actions.answer_consent(request=found, parts=form.parts, by=request.actor, at=request.at),
    )
    if isinstance(written, HttpResponse):
        return written
    if isinstance(written.result, Refused):
        return written.result
    messages.success(request, _("Tack. Ditt svar är sparat."))
    return redirect("family_consent", key)


@declare(Act.CONSENT_CHANGE)
@require_http_methods(["POST"])
def consent_change(request: ActorRequest, key: UUID) -> HttpResponse:
    """Take something back, or give it back; comes back to who may see."""
    form = ChangeForm(request.POST)
    if not form.is_valid():
        return _back_to_access(request, key, _("Det gick inte att läsa ditt val. Välj igen."))
    change = actions.Change(
        service=form.cleaned_data["service"],
        layer=form.cleaned_data["layer"],
        area=form.cleaned_data["area"],
        answer=Answer(form.cleaned_data["answer"]),
    )
    written = gate.write(
        request,
        Act.CONSENT_CHANGE,
        REQUEST,
        key,
        do=lambda found: actions.change_consent(request=found, change=change, by=request.actor, at=request.at),
    )
    if isinstance(written, HttpResponse):
        return written
    if isinstance(written.result, Refused):
        return _back_to_access(request, key, _why_not_changed(written.result))
    given = change.answer is Answer.YES
    done = _("Klart. Du har sagt ja igen.") if given else _("Klart. Det delas inte längre.")
    messages.success(request, done)
    return redirect("family_access", written.result.child_id)


def _why_not_changed(refused: Refused) -> str:
    if refused.reason is Reason.CONSENT_NOT_ACTIVE:
        return _("Säg först ja till att de får läsa vem som gör vad i planen.")
    return refusals.words(refused)


def _back_to_access(request: ActorRequest, key: UUID, sentence: str) -> HttpResponse:
    """Say what was wrong on the page that the choice was made on; who may not open it learns nothing."""
    opened = gate.open_page(request, Act.CONSENT_CHANGE, REQUEST, key, card=queries.consent_card)
    if isinstance(opened, HttpResponse):
        return opened
    messages.info(request, sentence)
    return redirect("family_access", opened.card.head.child)


@declare(Act.MEETING_REPLY_AS_FAMILY)
@require_http_methods(_WRITE)
def meeting(request: ActorRequest, key: UUID) -> HttpResponse:
    """A call to a meeting, and the own reply."""
    opened = gate.open_page(request, Act.MEETING_REPLY_AS_FAMILY, MEETING, key, card=queries.meeting_card)
    if isinstance(opened, HttpResponse):
        return opened
    form = ReplyForm(request.POST or None)
    if form.is_valid():
        reply = InvitationReply(form.cleaned_data["reply"])
        written = gate.write(
            request,
            Act.MEETING_REPLY_AS_FAMILY,
            MEETING,
            key,
            do=lambda found: reply_to_call(meeting=found, party=request.actor.party_id, reply=reply, at=request.at),
        )
        if isinstance(written, HttpResponse):
            return written
        if not isinstance(written.result, Refused):
            messages.success(request, _("Tack. Ditt svar är sparat."))
            return redirect("family_meeting", key)
        form.say(None, refusals.words(written.result))
    return show(request, "meeting", opened.card, form=form)


@declare(Act.PLAN_ANSWER)
@require_http_methods(_WRITE)
def version(request: ActorRequest, key: UUID) -> HttpResponse:
    """A version of the plan, and the own answer to it."""
    opened = gate.open_page(request, Act.PLAN_ANSWER, VERSION, key, card=queries.version_card)
    if isinstance(opened, HttpResponse):
        return opened
    card = opened.card
    kept = drafts.resume(request, "family_version", key)
    form = VersionForm(request.POST or None, initial=_texts(kept))
    if card.may_answer and form.is_valid():
        written = gate.write(
            request,
            Act.PLAN_ANSWER,
            VERSION,
            key,
            do=lambda found: answer_version(
                version=found,
                reply=PlanReply(form.cleaned_data["reply"]),
                text=form.cleaned_data["text"],
                entry_id=form.entry_id,
                by=request.actor,
                at=request.at,
            ),
        )
        if isinstance(written, HttpResponse):
            return written
        if not isinstance(written.result, Refused):
            drafts.forget(request, "family_version", key)
            messages.success(request, _("Tack. Ditt svar är sparat."))
            return redirect("family_version", key)
        refusals.say(form, written.result)
    writes = card.may_answer and (card.own is None or form.is_bound or "andra" in request.GET)
    sends = Act.PLAN_SEND in opened.may and not card.published
    return show(request, "version", card, form=form, kept=kept, writes=writes, sends=sends)


@declare(Act.PLAN_SEND)
@require_POST
def plan_send(request: ActorRequest, key: UUID) -> HttpResponse:
    """Send the plan from the family's own space to those whom the family has said yes to."""
    written = gate.write(
        request, Act.PLAN_SEND, VERSION, key, do=lambda found: publish(version=found, by=request.actor, at=request.at)
    )
    if isinstance(written, HttpResponse):
        return written
    if isinstance(written.result, Refused):
        messages.warning(request, refusals.words(written.result))
    else:
        messages.success(request, _("Planen är skickad. De som ni har sagt ja till kan läsa den nu."))
    return redirect("family_version", key)
