"""What the figures promise, as far as a test can hold it: the rest is measured by ``bin/bench``."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from barnetsplan.domain.vocabulary import Answer
from tests.bench.deciding import decisions, fill
from tests.sign_in import client_for
from tests.world import World, say

pytestmark = pytest.mark.slow


def test_a_decision_asks_the_same_of_the_database_among_many_children_as_among_few(story: World) -> None:
    def statements() -> dict[str, list[str]]:
        asked = {}
        for name, (_, deed) in decisions(story).items():
            deed()
            with CaptureQueriesContext(connection) as queries:
                assert deed()
            asked[name] = [query["sql"].partition(" FROM ")[0] for query in queries]
        return asked

    few = statements()
    fill(story, 50)

    assert statements() == few
    assert max(len(asked) for asked in few.values()) <= 3


def test_con_06_a_withdrawal_closes_the_very_next_request(story: World) -> None:
    """The request before reads the words, the request after does not, with nothing in between but the answer."""
    words = "Lugna kvällar."
    leila, page = client_for(story, story.leila), reverse("plan", args=[story.plan.pk])
    assert words in leila.get(page).content.decode()

    say(story, story.circle, story.sara, Answer.WITHDRAWN)

    after = leila.get(page)
    assert words not in after.content.decode()
    assert after.status_code in {200, 403, 404}
