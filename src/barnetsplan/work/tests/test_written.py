"""What one has written, as text for the own record: the own, with its day and whose words it is, and nothing else."""

import pytest
from django.urls import reverse

from tests.files import words_of_pdf
from tests.sign_in import client_for
from tests.world import World

pytestmark = pytest.mark.django_db


def _page(world: World, who: str, name: str = "own_texts") -> str:
    answer = client_for(world, getattr(world, who)).get(reverse(name, args=[world.noel.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_one_who_noticed_may_copy_what_she_wrote_with_its_day(story: World) -> None:
    page = _page(story, "linda")

    assert "Det vi har märkt" in page
    assert "Vad vi har sett: Noel leker ofta ensam" in page
    assert "Skrivet i Barnets plan 7 september 2026." in page


def test_what_somebody_else_wrote_may_not_be_copied_here(story: World) -> None:
    assert "Noel leker ofta ensam" not in _page(story, "maria")
    assert "Noel leker ofta ensam" not in _page(story, "leila")


def test_words_that_were_said_by_the_child_say_so(story: World) -> None:
    assert "Sagt av: Noel" in _page(story, "maria")


def test_the_file_holds_the_same_and_whose_copy_it_is(story: World) -> None:
    answer = client_for(story, story.linda).get(reverse("own_texts_pdf", args=[story.noel.pk]))

    words = words_of_pdf(answer.content)

    assert words.startswith("Skrivet om Noel")
    assert "Noel leker ofta ensam" in words
    assert "Ur Barnets plan" in words


def test_who_is_not_around_the_child_may_not_see_that_the_page_is_there(story: World) -> None:
    for actor in (story.stranger, story.as_guardian(story.sara)):
        for name in ("own_texts", "own_texts_pdf"):
            assert client_for(story, actor).get(reverse(name, args=[story.noel.pk])).status_code == 404
