"""The compartment of reporting, investigations, emergencies, and those who review what others have read."""

from collections.abc import Mapping

from barnetsplan.domain.vocabulary import Relation
from barnetsplan.policy.acts import Act
from barnetsplan.policy.rules import Rule, staff, standing

_WROTE = (Relation.WROTE, Relation.OWNS)

ROWS: Mapping[Act, tuple[Rule, ...]] = {
    Act.HARM_LIST: (staff("employee_lists_own_decisions", "SoL 19:1; law.md ORO-02"),),
    Act.HARM_ANSWER: (
        staff("own_unit_answers_harm", "SoL 19:1; law.md ORO-02", Relation.OWNS, Relation.INVOLVED),
        staff("recipient_answers_harm", "SoL 19:1; law.md ORO-02", Relation.READS, Relation.INVOLVED),
    ),
    Act.HARM_OPEN: (
        staff("reporter_opens_own_report", "OSL 40:7 g; law.md ORO-04", *_WROTE),
        staff("registrar_opens_report", "OSL 40:7 g; law.md ORO-04", Relation.REGISTRAR),
    ),
    Act.HARM_DECIDE: (staff("employee_decides_alone", "SoL 19:1; law.md ORO-02", *_WROTE),),
    Act.HARM_NOTE: (staff("reporter_notes_feedback", "SoL 19:6; law.md ORO-04", *_WROTE),),
    Act.HARM_PRINT: (staff("reporter_prints_own_text", "SoL 19:1; law.md ORO-01", *_WROTE),),
    Act.HARM_REGISTER: (staff("registrar_lists_reports", "OSL 40:7 g; law.md ORO-04", Relation.REGISTRAR),),
    Act.INVESTIGATION_NOTE: (staff("social_services_record", "SoL 20:2, 20:6; law.md ORO-06", Relation.INVESTIGATES),),
    Act.INVESTIGATION_END: (
        staff("own_unit_ends_record", "SoL 20:6; law.md ORO-06", Relation.INVESTIGATES, Relation.OWNS),
    ),
    Act.EMERGENCY_BEGIN: (
        staff("who_may_opens_in_emergency", "SoL 20:1; law.md 5, case 4", Relation.OPENS_IN_EMERGENCY),
    ),
    Act.EMERGENCY_OPEN: (
        staff(
            "who_opened_reads_for_three_hours",
            "SoL 20:1; law.md 5, case 4",
            Relation.OPENS_IN_EMERGENCY,
            Relation.WROTE,
        ),
    ),
    Act.EMERGENCY_LIST: (staff("security_lists_emergencies", "law.md PROT-03, 4.4", Relation.SECURITY_OFFICER),),
    Act.EMERGENCY_WEIGH: (
        staff("security_weighs_emergency", "law.md PROT-03, 4.4", Relation.SECURITY_OFFICER, Relation.ASKED),
    ),
    Act.LOG_REVIEW: (staff("reviewer_lists_raised", "PDL 4:3; SoLPUL 10 §", Relation.LOG_REVIEWER),),
    Act.LOG_WEIGH: (staff("reviewer_weighs_raised", "PDL 4:3; SoLPUL 10 §", Relation.LOG_REVIEWER, Relation.ASKED),),
    Act.LOG_REPLAY: (
        staff("reviewer_replays", "PDL 4:3; law.md GDPR-06", Relation.LOG_REVIEWER),
        staff("security_replays", "law.md GDPR-06", Relation.SECURITY_OFFICER),
    ),
    Act.FAMILY_REPLAY: standing("sees_what_could_be_read", "PDL 8:5; law.md LAW-05"),
}
