"""Every component in every state, with invented words, for the tests and for the eye."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.paginator import Paginator

from barnetsplan.ui import forms
from barnetsplan.ui.cards import Step, StepState, Voice, VoicePart
from barnetsplan.ui.circle import Node
from barnetsplan.ui.frame import Frame, NavItem
from barnetsplan.ui.wheel import Petal

AREAS = {
    "trygghet": "Trygghet",
    "halsa": "Hälsa",
    "utveckling": "Utveckling",
    "larande": "Lärande",
    "omsorg": "Omsorg",
    "hemmet": "Hemmet",
    "relationer": "Relationer",
}


class SampleForm(forms.Form):
    """One field of every sort."""

    seen = forms.TextArea(label="Vad har du sett?", help_text="Skriv med egna ord. Det går bra att vara kort.")
    works = forms.TextArea(label="Vad fungerar?", required=False, rows=2)
    number = forms.IdentityNumberLine(label="Barnets personnummer")
    phone = forms.PhoneLine(label="Telefon", required=False)
    on_day = forms.Day(label="När kan ni ses?")
    at_time = forms.Clock(label="Vilken tid?", required=False)
    answer = forms.OneOf(
        label="Får BVC och förskolan prata om utveckling och relationer?",
        choices=[("yes", "Ja"), ("no", "Nej")],
        option_hints={"no": "Det påverkar inte hjälpen ni redan har."},
    )
    areas = forms.SomeOf(label="Vilka områden handlar det om?", choices=list(AREAS.items()), required=False)
    unit = forms.FromList(label="Enhet", choices=[("", "Välj enhet"), ("a", "Förskolan Eken"), ("b", "BVC Lessebo")])
    told = forms.Tick(label="Jag har berättat för vårdnadshavarna", help_text="Båda två, om det finns två.")


def petals() -> tuple[Petal, ...]:
    """The wheel of the mock-up: four areas taken up, one chosen."""
    taken = {"larande", "relationer", "trygghet", "hemmet"}
    return tuple(
        Petal(key, label, url=f"?omrade={key}", chosen=key == "larande", taken_up=key in taken)
        for key, label in AREAS.items()
    )


def nodes(count: int = 5) -> tuple[Node, ...]:
    """A circle of services, the last one not with us yet."""
    people = (
        ("Skolan", "Sara och Jonas"),
        ("Socialtjänsten", "Leila, familjestöd"),
        ("Skolhälsan", "Anna, skolsköterska"),
        ("Fotbollen", "Ledare i Växjö"),
        ("Barn- och ungdomspsykiatrin", "Inget svar än"),
        ("Habiliteringen", "Kim, psykolog"),
        ("Fritidshemmet Eken", "Robin"),
        ("Mobila teamet", "Alex"),
        ("Polisen", "Områdespolis"),
    )
    return tuple(Node(name, role, joined=n != 4) for n, (name, role) in enumerate(people[:count]))


def steps() -> tuple[Step, ...]:
    """Three steps and the follow-up, the third one going on."""
    return (
        Step("1 · Uppmärksamma", StepState.DONE, "11 september, från skolan", "#steg1"),
        Step("2 · Samla in", StepState.DONE, "3 röster, 4 områden", "#steg2"),
        Step("3 · Samverka", StepState.HERE, "plan pågår"),
        Step("Uppföljning", StepState.TO_COME, "15 december"),
    )


def voices() -> tuple[Voice, ...]:
    """The child, a guardian and the school."""
    return (
        Voice(
            "Elin",
            date(2026, 11, 9),
            (
                VoicePart("Det som är bra", "Matte är roligt.\nJag gillar när Jonas läser."),
                VoicePart("Det som är svårt", "Det är för mycket ljud."),
            ),
            note="Elin valde vem som får läsa.",
            child=True,
        ),
        Voice(
            "Amina",
            date(2026, 11, 10),
            (
                VoicePart("Det som fungerar", "Hon läser serier på kvällen."),
                VoicePart("Det som är utmanande", "Morgnarna före skolan."),
            ),
            role="vårdnadshavare",
        ),
        Voice(
            "Skolan",
            date(2026, 11, 11),
            (VoicePart("Det som fungerar", "Arbetar gärna i liten grupp."), VoicePart("Det som är utmanande", "")),
            role="Jonas, specialpedagog",
        ),
    )


def staff_frame() -> Frame:
    """The bar of a principal."""
    return Frame(
        items=(
            NavItem("Att göra", "/arbete/"),
            NavItem("Barn jag arbetar med", "/arbete/barn/", current=True),
            NavItem("Uppmärksamma", "/uppmarksamma/"),
        ),
        who="Maja Ek",
        role="Rektor",
        unit="Ringsbergskolan",
        sign_out_url="/ut/",
        switch_url="/demo/",
        harm_url="/far-illa/",
        demo=True,
    )


def family_frame() -> Frame:
    """The bar of a guardian."""
    return Frame(who="Amina Warsame", role="vårdnadshavare", sign_out_url="/ut/", switch_url="/demo/", demo=True)


def child_nav() -> tuple[NavItem, ...]:
    """The four places of a family."""
    return (
        NavItem("Planen", "#p", current=True, icon="heart"),
        NavItem("Våra ord", "#o", icon="chat"),
        NavItem("Vem får se", "#s", icon="eye"),
        NavItem("Kontakt", "#k", icon="phone"),
    )


def context() -> dict[str, Any]:
    """All that `ui/gallery.html` shows."""
    return {
        "areas": AREAS.items(),
        "petals": petals(),
        "nodes": nodes(),
        "many_nodes": nodes(9),
        "steps": steps(),
        "voices": voices(),
        "empty_form": SampleForm(),
        "wrong_form": SampleForm(
            data={"token": "x", "seen": "a" * 20_001, "number": "", "answer": "kanske"}, prefix="b"
        ),
        "page": Paginator(range(100), 20).get_page(2),
        "crumbs": (
            NavItem("Barn jag arbetar med", "/arbete/barn/"),
            NavItem("Elin, 9 år", "/b/"),
            NavItem("Samla in", ""),
        ),
        "names": ("Elin", "båda vårdnadshavarna", "skolhälsan", "fotbollen"),
        "previews": (NavItem("Se som vårdnadshavare", "#se"),),
        "on_day": date(2026, 12, 15),
    }
