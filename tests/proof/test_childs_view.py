"""The child's view stands in every step that asks for it, or the reason why it does not (CRC art 12; law.md CRC-01)."""

import pytest
from django.urls import reverse

from barnetsplan.gathering.forms import AnalysisForm
from barnetsplan.meetings.forms import CallForm
from barnetsplan.noticing.forms import NoticeForm
from barnetsplan.records.kinds import Analysis, Concern
from barnetsplan.records.kinds.base import WrongPayload
from barnetsplan.records.queries import open_visible
from tests.sign_in import client_for
from tests.world import World


def test_crc_01_a_concern_without_the_childs_words_or_why_not_is_not_kept() -> None:
    assert NoticeForm.base_fields["child_says"].required
    assert "varför" in str(NoticeForm.base_fields["child_says"].help_text)

    with pytest.raises(WrongPayload):
        Concern(seen="Noel leker ensam.", child_says="").check()


def test_crc_01_an_analysis_without_the_childs_view_or_why_not_is_not_kept() -> None:
    assert AnalysisForm.base_fields["child_view"].required
    assert "varför" in str(AnalysisForm.base_fields["child_view"].help_text)

    with pytest.raises(WrongPayload):
        Analysis(summary="Flera ser samma sak.", child_view="").check()


def test_crc_01_whoever_calls_a_meeting_says_how_the_child_takes_part() -> None:
    assert CallForm.base_fields["child_takes_part"].required


@pytest.mark.slow
def test_crc_01_an_empty_view_of_the_child_comes_back_with_a_sentence_and_nothing_is_kept(story: World) -> None:
    client = client_for(story, story.linda)

    answer = client.post(reverse("notice"), {"number": "", "seen": "Något.", "child_says": "   "})

    assert answer.status_code == 200
    assert 'id="child_says' in answer.content.decode() or 'name="child_says"' in answer.content.decode()
    assert "Något." in answer.content.decode(), "what was typed is still there"


@pytest.mark.slow
def test_crc_02_the_analysis_keeps_what_is_best_for_the_child_in_a_field_of_its_own(story: World) -> None:
    assert "best_for_child" in AnalysisForm.base_fields
    analysis = next(
        entry.payload for entry in open_visible(story.bvc.pk, child=story.noel, at=story.at, kinds=[Analysis.KIND])
    )

    assert isinstance(analysis, Analysis)
    assert (analysis.child_view, analysis.best_for_child) == ("Noel vill ha mamma nära.", "")
