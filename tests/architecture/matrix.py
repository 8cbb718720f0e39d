"""What everybody in the cast gets at every address, at the stages of the story where it differs.

200 the page · 302 done, or sent on · 403 may know of it, may not do this. Who is not named gets 404 and may not know
that it is there; who is not signed in is sent to the sign-in (302). A new person in the cast therefore gets nothing
until a row says so. A name that ends with ``!`` takes a form only, and is sent an empty one.
"""

from collections.abc import Iterator
from uuid import UUID

from barnetsplan.gathering.models import Question
from barnetsplan.handover.models import Offer
from barnetsplan.notices.models import Notice
from barnetsplan.records.kinds import Contribution
from barnetsplan.records.models import Entry, Struck
from tests.architecture.company import CAST, GROUPS
from tests.architecture.visits import ABSENT, Key, Row
from tests.world import World


def _question_to_sara(world: World) -> UUID:
    return Question.objects.get(to=world.sara.pk).pk


def _notice_to_bvc(world: World) -> UUID:
    return Notice.objects.filter(party=world.bvc.pk).order_by("made_at")[0].pk


def _voice_of_bvc(world: World) -> UUID:
    return Entry.objects.get(owner=world.bvc.pk, kind=Contribution.KIND, superseded_by=None).pk


def _words_of_sara(world: World) -> UUID:
    return Entry.objects.filter(owner=world.sara.pk, kind=Contribution.KIND).order_by("written_at")[0].pk


def _struck(_world: World) -> UUID:
    return Struck.objects.get().entry_id


def _offer(_world: World) -> UUID:
    return Offer.objects.get().pk


def _draft(_world: World) -> tuple[str, UUID]:
    return "concern", ABSENT


def _absent(_world: World) -> UUID:
    return ABSENT


def at(stage: str, key: str | Key | None, *lines: str) -> Iterator[Row]:
    """The rows of one thing at one stage: a name, then each status and who gets it, when it is not 404."""
    for line in lines:
        name, *rest = line.split()
        statuses = {
            who: int(status)
            for status, people in zip(rest[::2], rest[1::2], strict=True)
            for each in people.split(",")
            for who in GROUPS.get(each, (each,))
        }
        if not statuses.keys() <= CAST.keys():
            raise ValueError(f"{stage} {name}: {statuses.keys() - CAST.keys()} is not in the cast.")
        method = "post" if name.endswith("!") else "get"
        yield Row(stage, name.removesuffix("!"), key, statuses, method)


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
    )
    yield from at(
        "nothing",
        f"asked_{asked}.pk",
        f"family_consent          200 {answer}",
        f"family_consent_change!  302 {answer}",
        "consent_follow",
        "consent_record",
        "consent_remind!",
    )


#: Who is who stands in ``company.CAST``, with the names of groups in ``company.GROUPS``.
ROWS: tuple[Row, ...] = (
    *at(
        "nothing",
        None,
        "start                   200 everybody",
        "leave                   200 everybody",
        "harm                    200 everybody",
        "rights                  200 everybody",
        "your_data               200 everybody",
        "accessibility           200 everybody",
        "sign_in                 302 everybody",
        "sign_out!               302 everybody",
        "demo_choose             200 everybody",
        "desk                    200 staff",
        "children                200 staff",
        "notice                  200 staff",
        # Only who answers for security may ask for all protected children.
        "protected               200 officer",
        # Of the own domain alone.
        "struck_list             200 diarist",
        # Who has one child is led on to it.
        "family_home             302 family,of_parent,pregnant  200 parent,childless",
    ),
    *at("nothing", _absent, "demo_enter! 404 nobody"),
    *at("nothing", _draft, "draft_save!             302 everybody"),
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
    ),
    *at(
        "concern_sent",
        "noel.pk",
        "child                   200 linda,bvc,clerk",
    ),
    *at(
        "concern_sent",
        "concern.pk",
        "concern                 200 linda,bvc,clerk",
        "concern_send            302 linda",
        "concern_receive!        403 linda,clerk  200 bvc",
        "case_start              403 linda,clerk  200 bvc",
    ),
    *at("concern_sent", _notice_to_bvc, "notice_done!            302 bvc,clerk"),
    *at(
        "case_open",
        "case.pk",
        "case_areas              200 bvc  403 clerk",
        "ask_family              200 bvc  403 clerk",
        "ask_service             200 bvc  403 clerk",
        "child_words             200 bvc  403 clerk",
        "own_voice               200 bvc  403 clerk",
        "wheel                   200 bvc  403 clerk",
        "voices_release!         302 bvc  403 clerk",
        "analysis                200 bvc  403 clerk",
        # Not before the analysis.
        "consent_ask             403 bvc,clerk",
        "meeting_call            403 bvc,clerk",
    ),
    # A question is its own receiver's alone, and to a service it is not there before the family's yes.
    *at("family_asked", _question_to_sara, "family_question         200 sara"),
    *at("service_asked", "question.pk", "question"),
    *at("talk_agreed", "question.pk", "question                200 linda"),
    *at(
        "service_asked",
        "talk.pk",
        "consent_follow          200 bvc  403 clerk",
        "consent_record          200 bvc  403 clerk",
        "family_consent          200 guardians",
    ),
    *at(
        "circle_asked",
        "case.pk",
        "analysis                200 bvc  403 clerk",
        "consent_ask             200 bvc  403 clerk",
        "meeting_call            200 bvc  403 clerk",
    ),
    *at(
        "circle_asked",
        "circle.pk",
        "consent_follow          200 bvc  403 clerk",
        "consent_record          200 bvc  403 clerk",
        "consent_remind!         302 bvc  403 clerk",
        "family_consent          200 guardians",
        "family_consent_change!  302 guardians",
    ),
    *at(
        "meeting_called",
        "meeting.pk",
        "meeting                 200 circle",
        "meeting_reply!          200 circle",
        # The coordinator's function is the whole unit's, whatever the role (model.md 4.3).
        "meeting_lead            200 bvc,clerk",
        "meeting_finish          200 bvc,clerk",
        "family_meeting          200 family",
    ),
    *at(
        "meeting_called",
        "plan.pk",
        "plan                    200 bvc,clerk",
        "plan_end                403 bvc,clerk",
        "coordination_offer      403 bvc,clerk",
    ),
    *at(
        "version_with_family",
        "meeting.pk",
        "meeting                 200 circle",
        "meeting_reply!          403 circle",
        "meeting_lead            403 bvc,clerk",
        "meeting_finish          403 bvc,clerk",
        "family_meeting          200 family",
    ),
    # The family reads a version before the circle.
    *at("version_with_family", "version.pk", "family_version          200 family"),
    *at(
        "version_with_family",
        "plan.pk",
        "plan                    200 bvc,clerk",
        "plan_publish!           302 bvc,clerk",
    ),
    *at(
        "reported",
        "noel.pk",
        "child                   200 circle",
        "family_plan             200 family",
        "family_words            200 family",
        "family_access           200 family",
        "family_log              200 family",
        "family_contacts         200 family",
    ),
    *at(
        "reported",
        "case.pk",
        "wheel                   200 bvc  403 clerk",
        # What is agreed stands in the plan now.
        "analysis                403 bvc,clerk",
        "consent_ask             200 bvc  403 clerk",
        "meeting_call            200 bvc,clerk",
    ),
    *at(
        "reported",
        "plan.pk",
        "plan                    200 circle",
        "plan_end                200 bvc,clerk",
        "coordination_offer      200 bvc,clerk",
    ),
    *at("reported", "bildschema", "action_report           200 linda"),
    *at("reported", "family_support", "action_report           200 leila"),
    *at("reported", "version.pk", "family_version          200 family"),
    *at("offered", _offer, "offer                   200 leila"),
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
        _voice_of_bvc,
        "writing                 200 bvc,clerk",
        "writing_keep!           200 bvc,clerk",
        "writing_lift!           200 bvc  403 clerk",
        "writing_strike!         200 bvc  403 clerk",
    ),
    *at("service_asked", _words_of_sara, "family_words_readers 200 sara"),
    *at("struck", _struck, "struck                  200 diarist"),
    # Maria has protected Noel. She is on the list, and nobody else at work; the officer keeps the list and opens nothing.
    *at(
        "protected",
        "noel.pk",
        "child                   200 maria",
        "child_protect           200 maria",
        "protected_keep          200 officer",
        "protected_reason        200 maria",
        "family_plan             200 family",
        "family_log              200 family",
        "family_protect          200 family",
    ),
    *at("protected", "plan.pk", "plan                    200 maria"),
    *at("protected", "case.pk", "wheel                   200 maria"),
    *at("protected", "concern.pk", "concern                 200 maria"),
)

#: Declared pages that write no event: nothing about a child stands on them, or nothing was opened and nothing changed.
QUIET = frozenset(
    {("notice", 200), ("family_home", 302), ("draft_save", 302), ("family_consent_change", 302)},
)
