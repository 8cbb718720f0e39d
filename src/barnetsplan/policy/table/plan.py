"""The plan: read by release, written by BBA and samverkansansvarig, answered by the family (architecture.md 2)."""

from collections.abc import Mapping

from barnetsplan.domain.vocabulary import PlanState, Relation
from barnetsplan.policy.acts import Act
from barnetsplan.policy.rules import Rule, guest, staff, standing

_LIVE = (PlanState.LIVE,)


def _holders(code: str, *states: PlanState) -> tuple[Rule, ...]:
    return (
        staff(
            f"bba_{code}",
            "model.md 4.2 points 7-8",
            Relation.BBA,
            Relation.MAY_HOLD_BBA,
            Relation.INVOLVED,
            states=states,
        ),
        staff(
            f"coordinator_{code}",
            "model.md 4.3",
            Relation.COORDINATES,
            Relation.MAY_COORDINATE,
            Relation.INVOLVED,
            states=states,
        ),
    )


def _readers(code: str) -> tuple[Rule, ...]:
    """Whoever reads the plan; reading is the whole unit's, what leads it on is for the roles that the county names."""
    return (
        _holders(code)[0],
        staff(f"coordinator_{code}", "model.md 4.3", Relation.COORDINATES, Relation.INVOLVED),
        staff(f"circle_{code}", "OSL 12:2; model.md 5.1", Relation.IN_CIRCLE, Relation.INVOLVED),
    )


ROWS: Mapping[Act, tuple[Rule, ...]] = {
    # A guest reads it on the page, and takes nothing along.
    Act.PLAN_OPEN: (
        *_readers("opens_plan"),
        guest("guest_opens_plan", "OSL 12:2; law.md LAW-06; ADR 0021", Relation.IN_CIRCLE, Relation.INVOLVED),
    ),
    Act.PLAN_SAVE: _readers("saves_plan"),
    Act.PLAN_PUBLISH: _holders("publishes_plan", PlanState.DRAFT, PlanState.LIVE),
    Act.PLAN_EDIT: _holders("edits_plan", *_LIVE),
    Act.PLAN_FOLLOW_UP: _holders("follows_up_plan", *_LIVE),
    Act.PLAN_END: _holders("ends_plan", *_LIVE),
    Act.COORDINATION_OFFER: _holders("offers_coordination", *_LIVE),
    Act.PLAN_ANSWER: standing("answers_plan", "model.md 5.1: owned by child and guardians", Relation.ASKED),
    # Whoever has custody sends it; a child of whatever age never has to.
    Act.PLAN_SEND: standing(
        "sends_plan",
        "law.md 0 (plan_custody own_space); TF 2:9, 2:13",
        Relation.ASKED,
        Relation.OWN_SPACE,
    )[:2],
    Act.ACTION_REPORT: (
        staff(
            "responsible_unit_reports",
            "model.md 5.2",
            Relation.RESPONSIBLE,
            Relation.INVOLVED,
            states=_LIVE,
        ),
        guest("responsible_guest_reports", "model.md 5.2", Relation.RESPONSIBLE, Relation.INVOLVED, states=_LIVE),
    ),
}
