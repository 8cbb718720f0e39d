"""What everybody in the cast gets at every address, at the stages of the story where it differs.

200 the page · 302 done, or sent on · 403 may know of it, may not do this. Who is not named gets 404 and may not know
that it is there; who is not signed in is sent to the sign-in (302). A new person in the cast therefore gets nothing
until a row says so. A name that ends with ``!`` takes a form only, and is sent an empty one.
"""

from collections.abc import Iterator
from uuid import UUID

from barnetsplan.consent.models import ConsentAnswer, ConsentPaper
from barnetsplan.records.models import Attachment
from tests import keys
from tests.architecture.matrix_of_no_child import OF_NO_CHILD
from tests.architecture.rows import at
from tests.architecture.visits import Row
from tests.world import World, made


def _receipt_of_sara(world: World) -> UUID:
    return made(ConsentAnswer.objects.filter(giver=world.sara.pk, row__request=world.circle.pk)[0].receipt)


def _paper(_world: World) -> UUID:
    return ConsentPaper.objects.get().pk


def _drawing(_world: World) -> UUID:
    return Attachment.objects.get().entry_id


def _other_child(who: str, asked: str, answer: str, *, own: str = "") -> Iterator[Row]:
    """A child of another family, with one question of consent, to those who ``answer``."""
    own = own or f"parent,{who}"
    yield from at(
        "nothing",
        f"{who}.pk",
        "child",
        f"family_plan             200 {own}",
        f"family_words            200 {own}",
        f"family_access           200 {own}",
        f"family_log              200 {own}",
        f"family_contacts         200 {own}",
        f"family_receipts         200 {own}",
    )
    yield from at(
        "nothing",
        f"asked_{asked}.pk",
        f"family_consent          200 {answer}",
        f"family_consent_change!  302 {answer}",
        "consent_follow",
        "consent_record",
        "consent_blank",
        "consent_remind!",
    )


#: Who is who stands in ``company.CAST``, with the names of groups in ``company.GROUPS``.
ROWS: tuple[Row, ...] = (
    *OF_NO_CHILD,
    *at(
        "nothing",
        "noel.pk",
        "child",
        "child_protect",
        "protected_keep",
        "protected_reason",
        "family_plan             200 family",
        "family_words            200 family",
        "family_access           200 family",
        "family_log              200 family",
        "family_contacts         200 family",
        "family_protect          200 family",
    ),
    # Other families: each child is its own and its guardians', whoever else is a guardian, a child or at work.
    *_other_child("child_8", "8", "parent"),
    *_other_child("child_13", "13", "parent,child_13"),
    *_other_child("child_15", "15", "parent,child_15"),
    *_other_child("child_17", "17", "parent,child_17"),
    *_other_child("unborn", "unborn", "pregnant", own="pregnant"),
    *at(
        "concern_written",
        "noel.pk",
        "child                   200 linda",
        "writings                200 linda",
    ),
    *at(
        "concern_written",
        "concern.pk",
        "concern                 200 linda",
        "writing                 200 linda",
        "concern_send            200 linda",
        # A BBA in the own unit would take it in; Linda's role may not.
        "concern_receive!        403 linda",
        "case_start              403 linda",
        "short_call              403 linda",
    ),
    *at(
        "concern_sent",
        "noel.pk",
        "child                   200 linda,bvc,manager",
    ),
    *at(
        "concern_sent",
        "concern.pk",
        "concern                 200 linda,bvc,manager",
        "concern_send            302 linda",
        "concern_receive!        403 linda,manager  200 bvc",
        "case_start              403 linda,manager  200 bvc",
        "short_call              403 linda,manager  200 bvc",
    ),
    *at("concern_sent", keys.notice, "notice_done!            302 bvc,manager"),
    *at(
        "case_open",
        "case.pk",
        "case_areas              200 bvc  403 manager",
        "sharing                 200 bvc  403 manager",
        "ask_family              200 bvc  403 manager",
        "ask_service             200 bvc  403 manager",
        "child_words             200 bvc  403 manager",
        "own_voice               200 bvc  403 manager",
        "wheel                   200 bvc  403 manager",
        "voices_release!         302 bvc  403 manager",
        "analysis                200 bvc  403 manager",
        "case_close_struck       200 bvc  403 manager",
        "guests                  200 bvc  403 manager",
        "guest_invite            200 bvc  403 manager",
        "plan_paper              200 bvc  403 manager",
        # Not before the analysis.
        "consent_ask             403 bvc,manager",
        "meeting_call            403 bvc,manager",
    ),
    # Which ground carries what is decided entry by entry; whoever is not around the child has nothing to hand out.
    *at("case_open", "noel.pk", "disclose                200 linda,bvc,manager", "promise 200 linda,bvc,manager"),
    # What was handed out is there for both ends, and for whom it was told or handed to in the family.
    *at(
        "handed_out",
        "handed.pk",
        "disclosure              200 bvc,manager,teacher,rektor",
        "disclosure_end!         302 bvc,manager",
        "family_handed           200 guardians",
    ),
    *at("handed_out", "handed_to_sara.pk", "disclosure 200 bvc,manager", "family_handed 200 guardians"),
    *at("handed_out", keys.advice, "advice 200 linda,bvc,manager", "advice_answer! 200 bvc,manager"),
    # A question is its own receiver's alone, and to a service it is not there before the family's yes.
    *at("family_asked", keys.question_to_sara, "family_question         200 sara"),
    *at("service_asked", "question.pk", "question"),
    *at("talk_agreed", "question.pk", "question                200 linda"),
    *at(
        "service_asked",
        "talk.pk",
        "consent_follow          200 bvc  403 manager",
        "consent_record          200 bvc  403 manager",
        "consent_blank           200 bvc  403 manager",
        "family_consent          200 guardians",
    ),
    *at(
        "circle_asked",
        "case.pk",
        "analysis                200 bvc  403 manager",
        "case_close_struck       200 bvc  403 manager",
        "consent_ask             200 bvc  403 manager",
        "meeting_call            200 bvc  403 manager",
    ),
    *at(
        "circle_asked",
        "circle.pk",
        "consent_follow          200 bvc  403 manager",
        "consent_record          200 bvc  403 manager",
        "consent_blank           200 bvc  403 manager",
        "consent_remind!         302 bvc  403 manager",
        "family_consent          200 guardians",
        "family_consent_change!  302 guardians",
    ),
    *at(
        "meeting_called",
        "meeting.pk",
        "meeting                 200 circle",
        "meeting_pdf             200 circle",
        "family_meeting_pdf      200 family",
        "meeting_reply!          200 circle",
        # Whoever leads has a role that the county lets hold a plan together; reading is the whole unit's (model.md 4.3).
        "meeting_times           200 circle",
        "meeting_calendar        200 circle",
        "meeting_how             403 circle",
        "family_meeting_how      403 family",
        "meeting_more!           302 bvc  403 manager",
        "meeting_paper           200 bvc  403 manager",
        "meeting_move            200 bvc  403 manager",
        "family_meeting_times    200 family",
        "family_meeting_calendar 200 family",
        "meeting_room            200 circle",
        "meeting_lead            200 bvc  403 manager",
        "meeting_chair           200 bvc  403 manager",
        "family_meeting_room     200 family",
        "meeting_finish          200 bvc  403 manager",
        "family_meeting          200 family",
    ),
    *at(
        "meeting_called",
        "plan.pk",
        "plan                    200 bvc,manager",
        "plan_end                403 bvc,manager",
        # A plan is changed and followed up once it lives.
        "plan_edit               403 bvc,manager",
        "plan_follow_up          403 bvc,manager",
        "coordination_offer      403 bvc,manager",
    ),
    *at(
        "version_with_family",
        "meeting.pk",
        "meeting                 200 circle",
        "meeting_pdf             200 circle",
        "family_meeting_pdf      200 family",
        "meeting_reply!          403 circle",
        "meeting_times           403 circle",
        "meeting_calendar        200 circle",
        "meeting_how             200 circle",
        "family_meeting_how      200 family",
        "meeting_move            403 bvc,manager",
        "meeting_paper           403 bvc,manager",
        "family_meeting_times    200 family",
        "family_meeting_calendar 200 family",
        "meeting_room            200 circle",
        "meeting_lead            403 bvc,manager",
        "meeting_chair           403 bvc,manager",
        "family_meeting_room     200 family",
        "meeting_finish          403 bvc,manager",
        "family_meeting          200 family",
    ),
    # The family reads a version before the circle.
    *at("version_with_family", "version.pk", "family_version          200 family"),
    *at(
        "version_with_family",
        "plan.pk",
        "plan                    200 bvc,manager",
        "plan_publish!           302 bvc  403 manager",
    ),
    *at(
        "reported",
        "noel.pk",
        "child                   200 circle",
        "own_texts               200 circle",
        "own_texts_pdf           200 circle",
        "family_plan             200 family",
        "family_plan_pdf         200 family",
        "family_words_pdf        200 family",
        "family_words            200 family",
        "family_access           200 family",
        "family_log              200 family",
        "family_contacts         200 family",
        "family_receipts         200 family",
    ),
    *at(
        "reported",
        "case.pk",
        "wheel                   200 bvc  403 manager",
        # What is agreed stands in the plan now.
        "analysis                403 bvc,manager",
        "case_close_struck       403 bvc,manager",
        "consent_ask             200 bvc  403 manager",
        "meeting_call            200 bvc  403 manager",
    ),
    *at(
        "reported",
        "plan.pk",
        "plan                    200 circle",
        "plan_difference         200 circle",
        "plan_pdf                200 circle",
        "plan_edit               200 bvc  403 manager",
        "plan_follow_up          200 bvc  403 manager",
        "follow_up_move!         302 bvc  403 manager",
        "plan_end                200 bvc  403 manager",
        "coordination_offer      200 bvc  403 manager",
    ),
    # A receipt is its giver's alone, in every form; a signed paper is the asker's.
    *at(
        "reported",
        _receipt_of_sara,
        "family_receipt          200 sara",
        "family_receipt_pdf      200 sara",
        "family_receipt_record   200 sara",
    ),
    *at("on_paper", _paper, "consent_paper           200 bvc  403 manager"),
    *at("on_paper", _drawing, "attachment              200 bvc,manager,sara"),
    *at("reported", "bildschema", "action_report           200 linda"),
    *at("reported", "family_support", "action_report           200 leila"),
    *at("reported", "version.pk", "family_version          200 family"),
    # The family sends a plan where it lies in the family's own space, and nowhere else.
    *at("reported", "version.pk", "family_plan_send!"),
    *at("reported", "version.pk", "family_plan_send!       302 guardians", own_space=True),
    *at("offered", keys.offer, "offer                   200 leila"),
    *at(
        "ended",
        "plan.pk",
        "plan                    200 circle",
        "plan_end",
        "coordination_offer",
    ),
    *at("ended", "bildschema", "action_report           403 linda"),
    *at("ended", "case.pk", "meeting_call"),
    # What a unit has written is the unit's; who may not hold the BBA function keeps it back, and opens it to nobody.
    *at(
        "service_asked",
        keys.voice_of_bvc,
        "writing                 200 bvc,manager",
        "writing_keep!           200 bvc,manager",
        "writing_lift!           200 bvc  403 manager",
        "writing_strike!         200 bvc  403 manager",
    ),
    # How people stand to Noel: whoever works around him restricts at once; only who decides lifts, and nobody else.
    *at(
        "guarded",
        "noel.pk",
        "relations               200 circle",
        "custody_restrict        200 circle",
        "guardian_propose        200 circle",
        "relationship_add        200 circle",
        "birth_record            200 circle",
        "birth_propose           200 circle",
        "releases_pause          200 circle",
        "whereabouts_hide        200 circle",
        "maturity_decide         200 bvc,manager",
        "override_record         200 bvc,manager",
        "family_safety           200 guardians",
        "family_plan             200 family",
        "family_access           200 family",
        "family_log              200 family",
    ),
    *at("guarded", keys.pause, "pause_lift              200 manager"),
    *at("guarded", keys.relation, "relationship_end!       302 circle"),
    *at("guarded", keys.override, "override_end!           302 bvc,manager"),
    *at("guarded", keys.proposal, "guardian_confirm        200 bvc,manager"),
    *at("guarded", keys.hiding, "whereabouts_review      200 manager"),
    *at("service_asked", keys.words_of_sara, "family_words_readers 200 sara"),
    *at("struck", keys.struck, "struck                  200 diarist"),
    *at("taken_back", keys.received_by_preschool, "received                200 diarist"),
    # The compartment: the one who answered, and the registrar of that domain.
    *at(
        "watched",
        keys.report,
        "harm_report             200 linda,diarist",
        "harm_decide             302 linda",
        "harm_feedback!          200 linda",
        "harm_print              200 linda",
    ),
    *at(
        "watched",
        keys.undecided,
        "harm_report             200 maria",
        "harm_decide             200 maria",
        "harm_feedback!          200 maria",
        "harm_print              200 maria",
    ),
    # Whoever may read a concern is asked; an empty form leads back to it.
    *at("watched", "concern.pk", "harm_answer!            302 linda,bvc,manager"),
    # The officer of the region has nothing to do with what social services in another organisation opened.
    *at("watched", keys.opening, "emergency_opened        200 leila", "emergency_weigh         200 guard"),
    *at("watched", keys.raised, "log_raised              200 reviewer"),
    *at("watched", keys.investigation, "investigation_end!      302 leila"),
    *at("watched", "noel.pk", "family_replay           200 family"),
    # Maria has protected Noel. She is on the list, and nobody else at work; the officer keeps the list and opens nothing.
    *at(
        "protected",
        "noel.pk",
        "child                   200 maria",
        "child_protect           200 maria",
        "protected_keep          200 officer,guard",
        "protected_reason        200 maria",
        "family_plan             200 family",
        "family_log              200 family",
        "family_protect          200 family",
    ),
    *at("protected", "plan.pk", "plan                    200 maria"),
    # The functions ended with the plan, for her too.
    *at("protected", "case.pk", "wheel"),
    *at("protected", "concern.pk", "concern                 200 maria"),
)

#: Declared pages that write no event: nothing about a child stands on them, or nothing was opened and nothing changed.
QUIET = frozenset(
    {
        ("notice", 200),
        ("emergency", 200),
        ("log_replay", 200),
        ("advice_ask", 200),
        ("notice_unborn", 200),
        ("family_home", 302),
        ("draft_save", 302),
        ("sessions", 200),
        ("notice_receipt", 200),
        ("meeting_paper_code", 200),
        ("calendar", 200),
        # Who has no local account has nothing to change, and is led back.
        *((name, 302) for name in ("proofs_add", "proofs_ask", "proofs_password", "proofs_codes", "proofs_remove")),
        ("family_consent_change", 302),
    },
)
