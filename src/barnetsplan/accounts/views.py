"""Signing in and out; the ways of signing in come from their own rooms."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from barnetsplan.access import gate, proving, refusals, typed
from barnetsplan.access.declare import declare
from barnetsplan.access.origin import address_of, net_of
from barnetsplan.access.request import ActorRequest
from barnetsplan.accounts import actions, again, codes, entering, queries
from barnetsplan.accounts.forms import CodeForm
from barnetsplan.accounts.ways import all_ways
from barnetsplan.domain.decisions import Refused
from barnetsplan.domain.vocabulary import FOR_A_UNIT, SignInKind
from barnetsplan.policy.acts import Act


@require_safe
def sign_in(request: ActorRequest) -> HttpResponse:
    """Show the ways to sign in; in the demonstration alone that is choosing a person."""
    again.give_up(request.session)
    entering.go_on_to(request.session, request.GET.get("vidare", ""))
    ways = all_ways()
    demo = [way for way in ways if way.kind is SignInKind.DEMO]
    if demo and not [way for way in ways if way.kind not in {SignInKind.DEMO, SignInKind.CODE}]:
        return redirect(demo[0].address)
    return render(request, "accounts/sign_in.html", {"card": queries.sign_in_card(ways)})


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: ActorRequest) -> HttpResponse:
    """Choose in which capacity to act, when there are several; five minutes after the proof it is asked for anew."""
    waiting = entering.pending(request.session, at=request.at)
    if waiting is None:
        return redirect("sign_in")
    proof, openings = waiting
    chosen = next((one for one in openings if str(one.key) == request.POST.get("val")), None)
    if request.method == "POST" and chosen is not None:
        return entering.begin(request, chosen, proof)
    return render(request, "accounts/choose.html", {"openings": openings})


@require_safe
def prove_again(request: ActorRequest) -> HttpResponse:
    """Ask whoever is signed in to prove again who they are, in the way in which they signed in."""
    if request.actor.signed_in_by is None:
        return redirect("sign_in")
    onward = request.GET.get("vidare", "")
    again.ask(request.session, onward if entering.is_here(onward) else reverse("start"))
    ways = queries.ways_again(request.actor)
    kept = typed.kept(request) is not None
    return render(request, "accounts/prove_again.html", {"base": _base(request), "ways": ways, "kept": kept})


@require_safe
def prove_send(request: ActorRequest) -> HttpResponse:
    """Give back what was typed before the proof, to be sent now or looked at first."""
    kept = typed.kept(request)
    if kept is None:
        typed.forget(request)
        return redirect("start")
    return render(request, "accounts/prove_send.html", {"base": _base(request), "kept": kept, "look": proving.LOOK})


def _base(request: ActorRequest) -> str:
    """The dress in which somebody proves again: at work the way to report harm stays there (law.md ORO-01)."""
    return "ui/staff.html" if request.actor.kind in FOR_A_UNIT else "ui/public.html"


@require_safe
def session_ended(request: ActorRequest) -> HttpResponse:
    """Tell that the session has ended, and how to go on; in the same words whether or not something is kept."""
    onward = request.GET.get("vidare", "")
    way = urlencode({"vidare": onward}) if entering.is_here(onward) else ""
    return render(request, "accounts/session_ended.html", {"again": f"{reverse('sign_in')}?{way}"})


@declare(Act.SESSIONS_LIST)
@require_safe
def sessions(request: ActorRequest) -> HttpResponse:
    """Show one's own sessions."""
    refused = gate.enter(request, Act.SESSIONS_LIST)
    if refused is not None:
        return refused
    card = queries.sessions_card(request.actor, request.session.session_key or "", at=request.at)
    return render(request, f"accounts/sessions_{'staff' if card.for_staff else 'family'}.html", {"card": card})


@declare(Act.SESSION_END)
@require_POST
def session_end(request: ActorRequest) -> HttpResponse:
    """End one of one's own sessions, or all but this one."""
    refused = gate.enter(request, Act.SESSION_END)
    if refused is not None:
        return refused
    this = request.session.session_key or ""
    ended = actions.end_own_session(request.POST.get("val", ""), this=this, by=request.actor, at=request.at)
    gate.record_write(request, Act.SESSION_END, child=None, thing=None)
    if ended:
        messages.success(request, _("Utloggad där."))
    return redirect("sessions")


@require_http_methods(["GET", "HEAD", "POST"])
def code(request: ActorRequest) -> HttpResponse:
    """Come in by a code that somebody has given by hand."""
    form = CodeForm(request.POST or None)
    if form.is_valid():
        used = codes.use_code(form.cleaned_data["kod"], address=net_of(address_of(request)), at=request.at)
        if not isinstance(used, Refused):
            again.give_up(request.session)
            return entering.proceed(request, used)
        form.say("kod", refusals.words(used))
    return render(request, "accounts/code.html", {"form": form})


@require_POST
def sign_out(request: ActorRequest) -> HttpResponse:
    """End the session, and let the browser forget what it holds."""
    leave = queries.leave_of(request.actor)
    request.session.flush()
    response = redirect(leave or "start")
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response
