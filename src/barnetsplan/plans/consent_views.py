"""Following a question to the family: reminding once, writing down what was heard, and the signed papers."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from barnetsplan.access import gate, refusals
from barnetsplan.access.declare import declare
from barnetsplan.access.request import ActorRequest
from barnetsplan.consent.actions import remind
from barnetsplan.consent.papers import open_paper
from barnetsplan.coordination.requests import PAPER, REQUEST
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.vocabulary import ConsentWay
from barnetsplan.files.checking import ENDINGS, FILE_REFUSALS
from barnetsplan.plans import circle
from barnetsplan.plans.answering import WrittenDown, write_down
from barnetsplan.plans.cards.following import follow_card
from barnetsplan.plans.cards.recording import record_card
from barnetsplan.plans.record_form import RecordForm
from barnetsplan.policy.acts import Act

#: Beside which field a refusal of what is written down stands.
_FIELD_OF = {**dict.fromkeys(FILE_REFUSALS, "paper"), Reason.HEARD_LATER: "heard_on"}


@declare(Act.CONSENT_FOLLOW)
@require_http_methods(["GET", "HEAD", "POST"])
def consent_follow(request: ActorRequest, key: UUID) -> HttpResponse:
    """Show the asker whose answer is missing; a post takes the question back."""
    if request.method == "POST":
        written = gate.write(
            request,
            Act.CONSENT_FOLLOW,
            REQUEST,
            key,
            do=lambda asked: circle.take_back(request=asked, by=request.actor, at=request.at),
        )
        if isinstance(written, HttpResponse):
            return written
        if isinstance(written.result, Refused):
            messages.warning(request, refusals.words(written.result))
        return redirect("consent_follow", key)
    opened = gate.open_page(request, Act.CONSENT_FOLLOW, REQUEST, key, card=follow_card)
    if isinstance(opened, HttpResponse):
        return opened
    return render(request, "plans/consent_follow.html", {"card": opened.card, "may": opened.may})


@declare(Act.CONSENT_REMIND)
@require_POST
def consent_remind(request: ActorRequest, key: UUID) -> HttpResponse:
    """Remind those who have not answered, once."""
    written = gate.write(
        request,
        Act.CONSENT_REMIND,
        REQUEST,
        key,
        do=lambda asked: remind(request=asked, by=request.actor, at=request.at),
    )
    if isinstance(written, HttpResponse):
        return written
    if isinstance(written.result, Refused):
        messages.warning(request, refusals.words(written.result))
    else:
        messages.success(request, _("De som inte har svarat är påminda. Ring om svaret dröjer."))
    return redirect("consent_follow", key)


@declare(Act.CONSENT_RECORD)
@require_http_methods(["GET", "HEAD", "POST"])
def consent_record(request: ActorRequest, key: UUID) -> HttpResponse:
    """Write down what one giver said, or what stands on the signed paper; ``?vem=`` says whose answer it is."""
    giver = _uuid(request.POST.get("vem") or request.GET.get("vem"))
    card = partial(record_card, giver=giver)
    opened = gate.open_page(request, Act.CONSENT_RECORD, REQUEST, key, card=card)
    if isinstance(opened, HttpResponse):
        return opened
    form = RecordForm(request.POST or None, request.FILES or None, card=opened.card)
    if form.is_valid():
        outcome = _written_down(request, key, form)
        if isinstance(outcome, HttpResponse):
            return outcome
        refusals.say(form, outcome, field=_FIELD_OF.get(outcome.reason))
    return render(request, "plans/consent_record.html", {"card": opened.card, "form": form})


def _written_down(request: ActorRequest, key: UUID, form: RecordForm) -> HttpResponse | Refused:
    content = form.content
    written = gate.write(
        request,
        Act.CONSENT_RECORD,
        REQUEST,
        key,
        do=lambda asked: write_down(
            WrittenDown(
                request=asked,
                giver=form.giver,
                parts=form.parts,
                way=ConsentWay(form.cleaned_data["way"]),
                on_day=form.cleaned_data["heard_on"],
                token=form.entry_id,
                content=content,
                by=request.actor,
                at=request.at,
            ),
        ),
    )
    if isinstance(written, HttpResponse):
        return written
    if isinstance(written.result, Refused):
        return written.result
    messages.success(request, _("Svaret är sparat. Den som svarade får ett kvitto att läsa."))
    return redirect("consent_follow", key)


@declare(Act.PAPER_OPEN)
@require_safe
def consent_paper(request: ActorRequest, key: UUID) -> HttpResponse:
    """Hand out a signed paper, to be saved and never shown inside a page."""
    opened = gate.open_page(request, Act.PAPER_OPEN, PAPER, key, card=open_paper)
    if isinstance(opened, HttpResponse):
        return opened
    paper = opened.card
    answer = HttpResponse(paper.content, content_type=paper.kind)
    name = f"papper-{paper.signed_on.isoformat()}.{ENDINGS[paper.kind]}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None
