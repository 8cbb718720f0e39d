"""The life of consents, step by random step: nothing is open at a moment without a ground that holds at that moment."""

from contextlib import ExitStack
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from barnetsplan.consent.actions import NewRequest, ask, withdraw_request
from barnetsplan.consent.custody import close_what_nothing_carries, end_custody
from barnetsplan.consent.deciding import NewOverride, end_override, record_override
from barnetsplan.consent.disclose import Disclose, disclose
from barnetsplan.consent.models import ConsentRow, Override
from barnetsplan.consent.queries import find_request, row_states
from barnetsplan.coordination.guarding import decide_maturity
from barnetsplan.domain.decisions import Refused
from barnetsplan.domain.vocabulary import (
    Answer,
    Ground,
    GuardianshipSource,
    Layer,
    MaturityOutcome,
    OverrideKind,
)
from barnetsplan.family.actions import answer_consent
from barnetsplan.people.actions import add_guardianship
from barnetsplan.people.models import Guardianship
from barnetsplan.people.relating import NewMaturity
from barnetsplan.records.models import Disclosure, Entry, Release
from barnetsplan.records.queries import live_release, visible_to
from barnetsplan.statements import Statement, a_moment, an_id
from tests.profiles import by_night
from tests.proof.lawful import STOCKHOLM, Asked, InPlace, Lawful, Mature, Row, in_years, midnight
from tests.proof.stage import ADULTS, AREAS, ASKER, OTHERS, PARTS, UNITS, Part, Stage, rows_of
from tests.world import made

pytestmark = pytest.mark.slow

#: What a party sees of a child; compiled once, as the pages do it.
SEEN = Statement(lambda: visible_to(an_id("party"), at=a_moment("at")).filter(child=an_id("child")).values_list("pk"))
#: Steps that end things are drawn seldom as long as nothing is open: there would be nothing for them to end.
ends = precondition(lambda self: self.open or self.steps % 5 == 0)
is_asked = precondition(lambda self: bool(self.requests))


class Life(RuleBasedStateMachine):
    """A child near a birthday that matters, three adults, three services and what they have written."""

    stage: Stage

    def __init__(self) -> None:
        super().__init__()
        self.undone = ExitStack()
        self.requests: list[tuple[Asked, UUID]] = []
        self.overrides: list[Override] = []
        self.open = self.steps = 0

    @initialize(years=st.sampled_from([12, 15, 18]), days=st.integers(1, 200), two=st.booleans())
    def begin(self, years: int, days: int, two: bool) -> None:
        self.undone.enter_context(transaction.atomic())
        self.undone.callback(transaction.set_rollback, True)
        now = self.stage.world.at
        born = in_years(now.date() + timedelta(days=days), -years)
        self.law = Lawful(born=born, now=now)
        self.child = self.stage.child_born(born)
        self.entries = self.stage.writings(self.child)
        for guardian in ADULTS[: 2 if two else 1]:
            self._gains(guardian)

    def teardown(self) -> None:
        self.undone.close()

    # --- time

    @rule(step=st.sampled_from([timedelta(minutes=1), timedelta(days=1), timedelta(days=20)]))
    def time_passes(self, step: timedelta) -> None:
        self.law.now += step

    @ends
    @rule(edge=st.integers(0, 10), before=st.booleans())
    def an_edge_comes(self, edge: int, before: bool) -> None:
        """The very moment of a birthday or of an end, or the last one before it."""
        law = self.law
        things: list[Asked | Mature | InPlace] = [*law.asked, *law.decisions, *law.in_place]
        edges = [*law.birthdays(), *(each.until for each in things)]
        edges = sorted(each for each in edges if self.law.now + timedelta(seconds=1) < each)
        if edges:
            self.law.now = edges[edge % len(edges)] - (timedelta(seconds=1) if before else timedelta())

    # --- consent

    @precondition(lambda self: len(self.requests) < 3 or self.steps % 6 == 0)
    @rule(parts=st.sets(st.sampled_from(PARTS), min_size=1), days=st.none() | st.integers(0, 300))
    def somebody_asks(self, parts: set[Part], days: int | None) -> None:
        law = self.law
        law.now += timedelta(seconds=1)
        last = None if days is None else law.now.astimezone(STOCKHOLM).date() + timedelta(days=days)
        new = NewRequest(
            id=uuid4(),
            child=self.child,
            asked_by=self.stage.units[ASKER].pk,
            author=self.stage.world.maria.person_id,
            purpose="background",
            rows=[self.stage.row(row, service=part[0]) for part in sorted(parts) for row in rows_of(part)],
            at=law.now,
            last_day=last,
        )
        request = ask(new)
        if isinstance(request, Refused):
            return
        self.stage.count("asked")
        givers = {self.stage.who(giver, self.child) for giver in request.givers.values_list("person", flat=True)}
        asked = Asked(
            rows=frozenset(row for part in parts for row in rows_of(part)),
            adults=frozenset(givers & law.guardians),
            child_asked="child" in givers,
            others=frozenset(givers - law.guardians - {"child"}),
            at=law.now,
            until=request.valid_until,
        )
        assert request.valid_until <= law.latest_end()
        law.asked.append(asked)
        self.requests.append((asked, request.pk))

    @is_asked
    @rule(data=st.data(), all_of_them=st.booleans(), word=st.sampled_from([Answer.YES, Answer.YES, Answer.NO]))
    def somebody_answers(self, data: st.DataObject, all_of_them: bool, word: Answer) -> None:
        asked, request = data.draw(st.sampled_from(self.requests))
        giver = data.draw(st.sampled_from(sorted(asked.everybody)))
        self._answers(asked, request, giver, all_of_them or data.draw(st.sampled_from(PARTS)), word)

    @is_asked
    @rule(which=st.sampled_from([-1, -1, 0]))
    def everybody_says_yes_and_it_is_shared(self, which: int) -> None:
        """Otherwise nearly nothing would ever be open, and the rest would prove nothing."""
        asked, request = self.requests[which]
        for giver in sorted(asked.everybody):
            self._answers(asked, request, giver, True, Answer.YES)
        for row in sorted(asked.rows):
            self._discloses(asked, request, row)

    def _answers(self, asked: Asked, request: UUID, giver: str, what: Part | bool, word: Answer) -> None:
        parts = [part for part in PARTS if rows_of(part)[0] in asked.rows and what in (True, part)]
        if not parts:
            return
        told = answer_consent(
            request=made(find_request(request)),
            parts={(self.stage.units[service].pk, Layer.BACKGROUND.value, area): word for service, area in parts},
            by=self.stage.actor(giver, self.child),
            at=self.law.now,
        )
        if not isinstance(told, Refused):
            rows = [row for part in parts for row in rows_of(part)]
            self.law.says(asked, giver, rows, "yes" if word is Answer.YES else "no")
        elif word is not Answer.YES:
            rests_on_it = Release.objects.filter(
                live_release(self.law.now), basis__in=ConsentRow.objects.filter(request=request).values("pk")
            )
            assert not rests_on_it.exists(), f"{told}: and yet something rests on it"

    @is_asked
    @ends
    @rule(data=st.data())
    def the_question_is_taken_back(self, data: st.DataObject) -> None:
        asked, request = data.draw(st.sampled_from(self.requests))
        made(withdraw_request(request=made(find_request(request)), by=self.stage.world.maria, at=self.law.now))
        asked.taken_back = True

    # --- who decides

    @ends
    @rule(who=st.sampled_from(ADULTS))
    def custody_is_lost(self, who: str) -> None:
        held = Guardianship.objects.filter(
            child=self.child, guardian=self.stage.people[who], valid_until__gt=self.law.now
        ).select_related("child__person__key")
        for guardianship in held:
            end_custody(guardianship=guardianship, at=self.law.now)
        self.law.loses_custody(who)

    @ends
    @rule(who=st.sampled_from(ADULTS))
    def custody_begins(self, who: str) -> None:
        if who not in self.law.guardians and self.law.age < 18:
            self._gains(who)

    @ends
    @rule(
        unit=st.sampled_from(UNITS),
        area=st.sampled_from(AREAS),
        outcome=st.sampled_from(MaturityOutcome),
        days=st.integers(1, 300),
    )
    def maturity_is_decided(self, unit: str, area: str, outcome: MaturityOutcome, days: int) -> None:
        review = self.law.now.astimezone(STOCKHOLM).date() + timedelta(days=days)
        new = NewMaturity(
            id=uuid4(),
            child=self.child,
            matter=area,
            outcome=outcome,
            reason="Kim förstår vad saken gäller.",
            review_on=review,
            by=self.stage.staff[unit],
            at=self.law.now,
        )
        if not isinstance(decide_maturity(new), Refused):
            self.law.decisions.append(Mature(unit, area, outcome.value, midnight(review)))

    @is_asked
    @rule(
        data=st.data(),
        service=st.sampled_from(OTHERS),
        kind=st.sampled_from([OverrideKind.COURT_ORDER, OverrideKind.CANNOT_WAIT]),
        days=st.integers(0, 31),
    )
    def somebody_decides_in_place_of_a_guardian(
        self, data: st.DataObject, service: str, kind: OverrideKind, days: int
    ) -> None:
        asked, request = data.draw(st.sampled_from(self.requests))
        guardian = data.draw(st.sampled_from(ADULTS))
        today = self.law.now.astimezone(STOCKHOLM).date()
        new = NewOverride(
            id=uuid4(),
            request=made(find_request(request)),
            services=[self.stage.units[service].pk],
            guardian=self.stage.people[guardian],
            kind=kind,
            measure=None,
            evidence="Tingsrättens beslut T 1-26.",
            decided_on=today,
            last_day=today + timedelta(days=days),
            by=self.stage.world.maria,
            at=self.law.now,
        )
        decided = record_override(new)
        if not isinstance(decided, Refused):
            rows = frozenset(row for row in asked.rows if service in row)
            until = midnight(today + timedelta(days=days + 1))
            self.law.in_place.append(
                InPlace(asked, rows, guardian, over_a_no=kind is OverrideKind.COURT_ORDER, until=until)
            )
            self.overrides.append(decided)

    @precondition(lambda self: bool(self.overrides))
    @rule(data=st.data())
    def a_decision_is_ended(self, data: st.DataObject) -> None:
        number = data.draw(st.integers(0, len(self.overrides) - 1))
        end_override(override=self.overrides[number], at=self.law.now)
        self.law.in_place[number].ended = True

    def _gains(self, who: str) -> None:
        self.law.gains_custody(who)
        self.law.now += timedelta(seconds=1)
        add_guardianship(
            child=self.child,
            guardian=self.stage.people[who],
            source=GuardianshipSource.REGISTER,
            valid_from=self.law.changed_at or self.law.now,
        )
        close_what_nothing_carries(child=self.child, at=self.law.now)

    # --- sharing

    @is_asked
    @rule(data=st.data())
    def somebody_discloses(self, data: st.DataObject) -> None:
        asked, request = data.draw(st.sampled_from(self.requests))
        self._discloses(asked, request, data.draw(st.sampled_from(sorted(asked.rows))))

    def _discloses(self, asked: Asked, request: UUID, row: Row) -> None:
        owner, _, area = row
        for (unit, of, about), entry in self.entries.items():
            if (unit, of) == (owner, area):
                told = self._disclose(request, row, entry)
                if isinstance(told, Refused):
                    assert not self.law.must_share(asked, row, about), told
                elif told is not None:
                    assert self.law.carries(asked, row, about)
                    self.stage.count("shared")

    def _disclose(self, request: UUID, row: Row, entry: Entry) -> Disclosure | Refused | None:
        discloser, recipient, area = row
        units = self.stage.units
        state = next(
            each
            for each in row_states(self.child, at=self.law.now, requests=[request])
            if (each.discloser, each.recipient, each.area) == (units[discloser].pk, units[recipient].pk, area)
        )
        return disclose(
            Disclose(
                child=self.child,
                discloser=units[discloser].pk,
                entries=[entry],
                recipients=[units[recipient].pk],
                ground=Ground.CONSENT_12_2,
                consent=state,
                by=self.stage.world.maria,
                at=self.law.now,
            ),
        )

    @invariant()
    def nothing_is_open_without_a_ground(self) -> None:
        if not hasattr(self, "entries"):
            return
        self.steps, self.open = self.steps + 1, 0
        of = {entry.pk: (unit, area, about) for (unit, area, about), entry in self.entries.items()}
        for reader in UNITS:
            for (key,) in SEEN.rows(party=self.stage.units[reader].pk, child=self.child.pk, at=self.law.now):
                owner, area, about = of[key]
                if owner != reader:
                    assert self.law.may_share((owner, reader, area), about), (owner, reader, area, about)
                    self.stage.count("open")
                    self.open += 1


def test_con_06_con_02_fam_03_whatever_happens_nothing_is_open_without_a_ground_that_holds(db: None) -> None:
    """Merges of duplicates are left out: the house never merges people (law.md PROT-05)."""
    stage = Stage()

    class ThisLife(Life):
        pass

    ThisLife.stage = stage
    lives = settings(
        max_examples=by_night(10, 200),
        stateful_step_count=50,
        deadline=None,
        phases=(Phase.reuse, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(ThisLife, settings=lives)

    assert stage.counts["shared"] >= 10
    assert stage.counts["open"] >= 50
