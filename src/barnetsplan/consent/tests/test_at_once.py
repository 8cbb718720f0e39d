"""Two people at the same moment: each on a connection of its own, as on two machines."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from barnetsplan.consent.disclose import disclose
from barnetsplan.consent.models import ConsentAnswer
from barnetsplan.consent.tests.asking import agreed, asked, disclosure, row_of, says, social_reads, states, written
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.vocabulary import Answer, ConsentState
from tests.world import World

on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="on SQLite the second transaction does not begin before the first ends"
)


def at_once(*deeds: Callable[[], object]) -> None:
    """Let deeds begin in the same moment, each on a connection of its own."""
    together = Barrier(len(deeds))

    def run(deed: Callable[[], object]) -> None:
        try:
            together.wait()
            deed()
        finally:
            connection.close()

    threads = [Thread(target=run, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_two_guardians_who_answer_at_the_same_moment_have_both_answered(transactional_db: None) -> None:
    world = World()
    request = asked(world)

    at_once(
        lambda: says(world, request, world.sara, Answer.YES),
        lambda: says(world, request, world.daniel, Answer.YES),
    )

    assert set(states(world, request).values()) == {ConsentState.ACTIVE}


def test_one_guardian_in_two_windows_has_answered_twice_in_an_order(transactional_db: None) -> None:
    world = World()
    request = asked(world)

    at_once(
        lambda: says(world, request, world.sara, Answer.YES, ["hemmet"]),
        lambda: says(world, request, world.sara, Answer.NO, ["hemmet"]),
    )

    assert sorted(ConsentAnswer.objects.values_list("number", flat=True)) == [1, 2]


@on_postgresql
def test_a_disclosure_that_waits_for_a_withdrawal_does_not_happen(transactional_db: None) -> None:
    world = World()
    request = agreed(world)
    entry, basis = written(world), row_of(world, request)
    outcomes: list[object] = []
    withdrawn, disclosing = Barrier(2), Barrier(2)

    def withdraw() -> None:
        with transaction.atomic():
            says(world, request, world.sara, Answer.WITHDRAWN)
            withdrawn.wait()
            disclosing.wait()

    def tell() -> None:
        withdrawn.wait()
        disclosing.wait()
        outcomes.append(disclose(disclosure(world, entry, basis)))

    at_once(withdraw, tell)

    assert outcomes == [Refused(Reason.CONSENT_NOT_ACTIVE)]
    assert social_reads(world) == set()
