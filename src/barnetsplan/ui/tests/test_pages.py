"""The base pages and the other components."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.template.backends.django import DjangoTemplates
from django.test import RequestFactory
from django.utils import translation

from barnetsplan.ui.frame import Frame
from barnetsplan.ui.templatetags.ui import UnknownPartError
from barnetsplan.ui.tests import gallery


def test_staff_page_has_the_way_to_report_harm_and_out(staff_gallery: str) -> None:
    assert "Far ett barn illa?" in staff_gallery
    assert 'action="/ut/"' in staff_gallery
    assert "Maja Ek" in staff_gallery
    assert 'href="#innehall"' in staff_gallery


def test_family_page_has_a_neutral_title_and_a_way_to_leave(family_gallery: str) -> None:
    assert "<title>Min sida</title>" in family_gallery.replace("\n", "").replace("  ", "")
    assert 'href="/lamna/"' in family_gallery
    assert all(item.label in family_gallery for item in gallery.child_nav())
    assert "Far ett barn illa?" not in family_gallery


def test_every_page_of_a_demonstration_says_so(staff_gallery: str, family_gallery: str, render: Any) -> None:
    assert "Alla här är påhittade." in staff_gallery
    assert "Alla här är påhittade." in family_gallery
    assert "Alla här är påhittade." in render("{% extends 'ui/public.html' %}", demo_mode=True)
    assert "Alla här är påhittade." not in render("{% extends 'ui/public.html' %}", frame=Frame())


@pytest.mark.parametrize("name", ["404", "403", "403_csrf", "400", "500"])
def test_error_pages_stand_without_request_or_frame(engine: DjangoTemplates, name: str) -> None:
    html = engine.get_template(f"{name}.html").render()

    assert "<h1>" in html
    assert 'href="/"' in html
    assert "htmx" not in html.split("<body", 1)[1]


def test_the_page_turns_for_arabic(render: Any) -> None:
    with translation.override("ar"):
        html = render("{% extends 'ui/family.html' %}")

    assert 'lang="ar" dir="rtl"' in html
    assert "vazirmatn-arabic" in html


def test_the_script_carries_the_nonce_of_the_request(render: Any) -> None:
    request = RequestFactory().get("/")
    request.csp_nonce = "abc123"  # type: ignore[attr-defined]

    assert 'nonce="abc123"' in render("{% extends 'ui/base.html' %}", request)


def test_leaving_leads_to_a_page_that_tells_nothing(render: Any) -> None:
    html = render("{% include 'ui/leave.html' %}").lower()

    assert not any(word in html for word in ("barn", "plan", "kronoberg", "htmx", "app.css"))


def test_audience_names_everyone_and_an_empty_one_says_only_you(render: Any) -> None:
    several = render("{% audience names %}", names=gallery.context()["names"])
    nobody = render("{% audience names %}", names=[])

    assert "Elin, båda vårdnadshavarna, skolhälsan och fotbollen." in re.sub(r"<[^>]+>", "", several)
    assert "Bara du ser det du skriver här." in nobody


def test_area_is_colour_icon_and_word(render: Any) -> None:
    html = render("{% area 'halsa' 'Hälsa' %}")

    assert "area-halsa" in html
    assert "#area-halsa" in html
    assert ">Hälsa<" in html


def test_steps_say_their_state_in_words(render: Any) -> None:
    html = render("{% steps s %}", s=gallery.steps())

    assert html.count("klart") == 2
    assert html.count("Här är vi nu") == 1
    assert html.count("kommer sedan") == 1
    assert 'aria-current="step"' in html


def test_pager_keeps_the_other_choices_of_the_address(render: Any) -> None:
    html = render("{% pager page %}", page=Paginator(range(100), 20).get_page(2))

    assert "?sort=namn&amp;sida=3" in html
    assert "Sida 2 av 5" in html


def test_moments_are_told_in_swedish_time(render: Any) -> None:
    at = datetime(2026, 11, 9, 13, 10, tzinfo=UTC)

    assert render("{% moment at %}", at=at) == (
        '<time datetime="2026-11-09T14:10+01:00">9 november 2026 kl. 14.10</time>'
    )
    assert render('{% day at "short" %}', at=at) == '<time datetime="2026-11-09">9 nov</time>'


def test_what_is_written_is_escaped(render: Any) -> None:
    html = render("{% quote words 'Elin' %}{% circle_map words n %}", words="<b>hej</b>", n=gallery.nodes(1))

    assert "<b>hej" not in html


@pytest.mark.parametrize("source", ["{% icon 'nope' %}", "{% tag 'x' 'urgent' %}", "{% box 'x' 'shout' %}"])
def test_a_part_that_does_not_exist_is_refused(render: Any, source: str) -> None:
    with pytest.raises(UnknownPartError):
        render(source)
