"""Fields: label, help, error beside the field; nothing typed is lost."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from barnetsplan.ui import forms
from barnetsplan.ui.tests.gallery import SampleForm


def filled(**changed: Any) -> dict[str, Any]:
    """What a patient person would send."""
    data = {
        "token": str(uuid.uuid4()),
        "seen": "Ett barn som drar sig undan.",
        "number": "20170412-9812",
        "on_day": "2026-12-15",
        "answer": "yes",
        "unit": "a",
        "told": "on",
    }
    return data | changed


def test_a_filled_form_is_valid_and_carries_the_new_entrys_id() -> None:
    data = filled()

    form = SampleForm(data)

    assert form.is_valid(), form.errors
    assert str(form.entry_id) == data["token"]


def test_each_new_page_has_its_own_token_and_a_second_try_keeps_it() -> None:
    first, second = SampleForm(), SampleForm()
    again = SampleForm(filled(token="2a6cf3b4-0f5e-4a7c-9d5c-0d8d9a0f1b11", seen=""))

    assert str(first["token"]) != str(second["token"])
    assert "2a6cf3b4-0f5e-4a7c-9d5c-0d8d9a0f1b11" in str(again["token"])


def test_a_broken_token_is_said_and_replaced() -> None:
    form = SampleForm(filled(token="nonsense"))

    assert not form.is_valid()
    assert "nonsense" not in str(form["token"])


@pytest.mark.parametrize("prefix", [None, "words"])
def test_a_token_that_is_taken_is_replaced_and_all_that_was_typed_stays(prefix: str | None) -> None:
    typed = {f"{prefix}-{name}" if prefix else name: value for name, value in filled(seen="Många ord.").items()}
    form = SampleForm(typed, prefix=prefix)
    assert form.is_valid()
    taken = str(form.entry_id)

    form.renew()

    assert taken not in str(form["token"])
    assert "Många ord." in str(form["seen"])
    assert SampleForm(form.data, prefix=prefix).is_valid()


def test_too_long_a_text_gets_a_sentence_and_is_kept(render: Any) -> None:
    form = SampleForm(filled(seen="a" * 80_000))

    html = render("{% field form.seen %}", form=form)

    assert "högst 20000 tecken. Nu är den 80000." in html
    assert "a" * 80_000 in html
    assert "maxlength" not in html


def test_line_ends_are_counted_as_the_reader_counts_them() -> None:
    form = SampleForm(filled(seen="a\r\n" * 7_000))

    assert form.is_valid(), form.errors


def test_error_stands_beside_the_field_and_is_tied_to_it(render: Any) -> None:
    form = SampleForm(filled(seen=""))

    html = render("{% field form.seen %}", form=form)

    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_seen_helptext id_seen_error"' in html
    assert 'id="id_seen_error"' in html
    assert "Skriv något här." in html


def test_radio_buttons_stand_in_a_named_group_with_their_hints(render: Any) -> None:
    html = render("{% field form.answer %}", form=SampleForm(filled(answer="kanske")))

    assert "<fieldset" in html
    assert "<legend>Får BVC" in html
    assert 'aria-describedby="id_answer_error"' in html
    assert "Det påverkar inte hjälpen ni redan har." in html
    assert "Välj ett av alternativen." in html


def test_summary_links_to_every_wrong_field_of_every_form(render: Any) -> None:
    one, two = SampleForm(filled(seen="")), SampleForm({"b-token": str(uuid.uuid4())}, prefix="b")

    html = render("{% error_summary one two %}", one=one, two=two)

    assert 'href="#id_seen"' in html
    assert 'href="#id_b-seen"' in html
    assert 'href="#id_b-answer_0"' in html
    assert 'role="alert"' in html


def test_summary_is_silent_when_nothing_is_wrong(render: Any) -> None:
    assert render("{% error_summary form %}", form=SampleForm()).strip() == ""


def test_optional_fields_say_so_and_required_ones_are_counted(render: Any) -> None:
    form = SampleForm()

    html = "".join(render("{% field f %}", f=bound) for bound in form.visible_fields())

    assert form.required_count == 6
    assert html.count("data-required") == 6
    assert "(om du vill)" in html


@pytest.mark.parametrize("typed", ["2026-12-15", "20261215", "261215", "15/12 2026", "15.12.2026"])
def test_a_date_may_be_typed_as_swedes_type_it(typed: str) -> None:
    form = SampleForm(filled(on_day=typed))

    assert form.is_valid(), form.errors
    assert form.cleaned_data["on_day"].isoformat() == "2026-12-15"


def test_a_wrong_date_says_how_a_right_one_looks() -> None:
    assert SampleForm(filled(on_day="2026-02-31")).errors["on_day"] == [
        "Skriv datumet som år-månad-dag, till exempel 2026-12-15."
    ]


def test_the_words_of_a_room_are_not_replaced() -> None:
    class Own(forms.Form):
        name = forms.Line(label="Namn", error_messages={"required": "Vem är det?"})

    assert Own({"token": str(uuid.uuid4())}).errors["name"] == ["Vem är det?"]


def test_what_only_the_action_knew_can_be_said_beside_the_field(render: Any) -> None:
    form = SampleForm(filled())
    form.is_valid()

    form.say("number", "Numret finns inte.")

    assert "Numret finns inte." in render("{% field form.number %}", form=form)


def test_a_reading_form_has_no_token() -> None:
    assert "token" not in forms.ReadingForm().fields
