"""How people stand to a child: whoever works around it restricts at once; giving back takes more (law.md 1.4)."""

from collections.abc import Mapping

from barnetsplan.domain.vocabulary import Relation
from barnetsplan.policy.acts import Act
from barnetsplan.policy.rules import Rule, family, staff


def _decides(code: str, source: str) -> tuple[Rule, ...]:
    """The one who holds the BBA function, and the one who decides on secrecy in the unit."""
    return (
        staff(f"bba_{code}", source, Relation.BBA, Relation.MAY_HOLD_BBA, Relation.INVOLVED),
        staff(f"secrecy_decider_{code}", source, Relation.DECIDES_SECRECY, Relation.INVOLVED),
    )


def _where_nobody_decides(code: str, source: str) -> tuple[Rule, ...]:
    """A colleague in a unit where nobody has the role that decides, and not the one who began what is decided on."""
    return (staff(f"colleague_{code}", source, Relation.NOBODY_DECIDES, Relation.ASKED, Relation.INVOLVED),)


ROWS: Mapping[Act, tuple[Rule, ...]] = {
    Act.RELATIONS_OPEN: (staff("involved_unit_sees_relations", "law.md FAM-01; PDL 4:1", Relation.INVOLVED),),
    Act.CUSTODY_RESTRICT: (staff("involved_unit_restricts", "law.md FAM-02: at once", Relation.INVOLVED),),
    Act.GUARDIAN_PROPOSE: (staff("involved_unit_proposes", "law.md FAM-02: never alone", Relation.INVOLVED),),
    Act.GUARDIAN_CONFIRM: (
        staff("second_person_confirms", "law.md FAM-02: four eyes", Relation.ASKED, Relation.INVOLVED),
    ),
    Act.RELATIONSHIP_ADD: (staff("involved_unit_notes_relation", "law.md FAM-01, FAM-04", Relation.INVOLVED),),
    Act.RELATIONSHIP_END: (staff("involved_unit_ends_relation", "law.md FAM-01, FAM-04", Relation.INVOLVED),),
    Act.MATURITY_DECIDE: _decides("decides_maturity", "law.md CON-04; OSL 12:3"),
    Act.OVERRIDE_RECORD: _decides("records_override", "law.md CON-05"),
    Act.OVERRIDE_END: _decides("ends_override", "law.md CON-05"),
    Act.RELEASES_PAUSE: (staff("involved_unit_pauses", "law.md FAM-06; OSL 12:3", Relation.INVOLVED),),
    Act.PAUSE_LIFT: (
        staff(
            "secrecy_decider_lifts_pause", "law.md FAM-06", Relation.DECIDES_SECRECY, Relation.ASKED, Relation.INVOLVED
        ),
        *_where_nobody_decides("lifts_pause", "law.md FAM-06; OSL 6:3"),
    ),
    Act.WHEREABOUTS_HIDE: (staff("involved_unit_hides", "law.md FAM-07; OSL 26:2", Relation.INVOLVED),),
    Act.WHEREABOUTS_REVIEW: (
        staff(
            "secrecy_decider_reviews_whereabouts",
            "law.md FAM-07: LVU 14 § third para",
            Relation.DECIDES_SECRECY,
            Relation.ASKED,
            Relation.INVOLVED,
        ),
        *_where_nobody_decides("reviews_whereabouts", "law.md FAM-07: LVU 14 § third para; OSL 6:3"),
    ),
    Act.FAMILY_PAUSE: (family("guardian_says_child_may_be_harmed", "law.md FAM-06; OSL 12:3", Relation.GUARDIAN),),
    Act.UNBORN_NOTICE: (staff("any_professional_notices_unborn", "model.md 7.3 point 7; architecture.md 2"),),
    Act.BIRTH_RECORD: (staff("involved_unit_records_birth", "model.md 7.3 point 7; law.md FAM-02", Relation.INVOLVED),),
    Act.BIRTH_PROPOSE: (staff("involved_unit_proposes_birth", "law.md FAM-02: never alone", Relation.INVOLVED),),
}
