"""What everybody in the cast gets at every address, at the stages of the story where it differs.

200 the page · 302 done, or sent on (nobody: to the sign-in) · 403 may know of it, may not do this · 404 may not know.
A name that ends with ``!`` takes a form only, and is sent an empty one.
"""

from collections.abc import Iterator
from uuid import UUID

from barnetsplan.gathering.models import Question
from barnetsplan.handover.models import Offer
from barnetsplan.notices.models import Notice
from tests.architecture.visits import ABSENT, CAST, Key, Row
from tests.world import World


def _question_to_sara(world: World) -> UUID:
    return Question.objects.get(to=world.sara.pk).pk


def _notice_to_bvc(world: World) -> UUID:
    return Notice.objects.filter(party=world.bvc.pk).order_by("made_at")[0].pk


def _offer(_world: World) -> UUID:
    return Offer.objects.get().pk


def _draft(_world: World) -> tuple[str, UUID]:
    return "concern", ABSENT


def _absent(_world: World) -> UUID:
    return ABSENT


def at(stage: str, key: str | Key | None, *lines: str) -> Iterator[Row]:
    """The rows of one thing at one stage: a name, and the statuses in the order of the cast."""
    for line in lines:
        name, *statuses = line.split()
        if len(statuses) != len(CAST):
            raise ValueError(f"{stage} {name}: {len(statuses)} statuses for {len(CAST)} people.")
        method = "post" if name.endswith("!") else "get"
        yield Row(stage, name.removesuffix("!"), key, tuple(map(int, statuses)), method)


#: linda noticed, at the preschool · maria holds the BBA function, at BVC · clerk works beside her in another role ·
#: leila, social services · stranger, at a school · sara and daniel, guardians · noel · parent of somebody else.
ROWS: tuple[Row, ...] = (
    #                                    linda maria clerk leila stran sara dan noel paren nobody
    *at(
        "nothing",
        None,
        "start                           200   200   200   200   200   200  200  200  200   200",
        "leave                           200   200   200   200   200   200  200  200  200   200",
        "harm                            200   200   200   200   200   200  200  200  200   200",
        "rights                          200   200   200   200   200   200  200  200  200   200",
        "your_data                       200   200   200   200   200   200  200  200  200   200",
        "accessibility                   200   200   200   200   200   200  200  200  200   200",
        "sign_in                         302   302   302   302   302   302  302  302  302   302",
        "sign_out!                       302   302   302   302   302   302  302  302  302   302",
        "demo_choose                     200   200   200   200   200   200  200  200  200   200",
        "desk                            200   200   200   200   200   404  404  404  404   302",
        "children                        200   200   200   200   200   404  404  404  404   302",
        "notice                          200   200   200   200   200   404  404  404  404   302",
        # Who has one child is led on to it.
        "family_home                     404   404   404   404   404   302  302  302  200   302",
    ),
    *at("nothing", _absent, "demo_enter! 404   404   404   404   404   404  404  404  404   404"),
    *at("nothing", _draft, "draft_save!  302   302   302   302   302   302  302  302  302   302"),
    *at(
        "nothing",
        "noel.pk",
        "child                           404   404   404   404   404   404  404  404  404   302",
        "family_plan                     404   404   404   404   404   200  200  200  404   302",
        "family_words                    404   404   404   404   404   200  200  200  404   302",
        "family_access                   404   404   404   404   404   200  200  200  404   302",
        "family_log                      404   404   404   404   404   200  200  200  404   302",
        "family_contacts                 404   404   404   404   404   200  200  200  404   302",
    ),
    *at(
        "concern_written",
        "noel.pk",
        "child                           200   404   404   404   404   404  404  404  404   302",
    ),
    *at(
        "concern_written",
        "concern.pk",
        "concern                         200   404   404   404   404   404  404  404  404   302",
        "concern_send                    200   404   404   404   404   404  404  404  404   302",
        # A BBA in the own unit would take it in; Linda's role may not.
        "concern_receive!                403   404   404   404   404   404  404  404  404   302",
        "case_start                      403   404   404   404   404   404  404  404  404   302",
    ),
    *at(
        "concern_sent",
        "noel.pk",
        "child                           200   200   200   404   404   404  404  404  404   302",
    ),
    *at(
        "concern_sent",
        "concern.pk",
        "concern                         200   200   200   404   404   404  404  404  404   302",
        "concern_send                    302   404   404   404   404   404  404  404  404   302",
        "concern_receive!                403   200   403   404   404   404  404  404  404   302",
        "case_start                      403   200   403   404   404   404  404  404  404   302",
    ),
    *at("concern_sent", _notice_to_bvc, "notice_done! 404 302 302 404 404 404 404 404 404 302"),
    *at(
        "case_open",
        "case.pk",
        "case_areas                      404   200   403   404   404   404  404  404  404   302",
        "ask_family                      404   200   403   404   404   404  404  404  404   302",
        "ask_service                     404   200   403   404   404   404  404  404  404   302",
        "child_words                     404   200   403   404   404   404  404  404  404   302",
        "own_voice                       404   200   403   404   404   404  404  404  404   302",
        "wheel                           404   200   403   404   404   404  404  404  404   302",
        "voices_release!                 404   302   403   404   404   404  404  404  404   302",
        "analysis                        404   200   403   404   404   404  404  404  404   302",
        # Not before the analysis.
        "consent_ask                     404   403   403   404   404   404  404  404  404   302",
        "meeting_call                    404   403   403   404   404   404  404  404  404   302",
    ),
    # A question is its own receiver's alone, and to a service it is not there before the family's yes.
    *at("family_asked", _question_to_sara, "family_question 404 404 404 404 404 200 404 404 404 302"),
    *at("service_asked", "question.pk", "question 404 404 404   404   404   404  404  404  404   302"),
    *at("talk_agreed", "question.pk", "question   200 404 404   404   404   404  404  404  404   302"),
    *at(
        "service_asked",
        "talk.pk",
        "consent_follow                  404   200   403   404   404   404  404  404  404   302",
        "family_consent                  404   404   404   404   404   200  200  404  404   302",
    ),
    *at(
        "circle_asked",
        "case.pk",
        "analysis                        404   200   403   404   404   404  404  404  404   302",
        "consent_ask                     404   200   403   404   404   404  404  404  404   302",
        "meeting_call                    404   200   403   404   404   404  404  404  404   302",
    ),
    *at(
        "circle_asked",
        "circle.pk",
        "consent_follow                  404   200   403   404   404   404  404  404  404   302",
        "family_consent                  404   404   404   404   404   200  200  404  404   302",
        "family_consent_change!          404   404   404   404   404   302  302  404  404   302",
    ),
    *at(
        "meeting_called",
        "meeting.pk",
        "meeting                         200   200   200   200   404   404  404  404  404   302",
        "meeting_reply!                  200   200   200   200   404   404  404  404  404   302",
        # The coordinator's function is the whole unit's, whatever the role (model.md 4.3).
        "meeting_lead                    404   200   200   404   404   404  404  404  404   302",
        "meeting_finish                  404   200   200   404   404   404  404  404  404   302",
        "family_meeting                  404   404   404   404   404   200  200  200  404   302",
    ),
    *at(
        "meeting_called",
        "plan.pk",
        "plan                            404   200   200   404   404   404  404  404  404   302",
        "plan_end                        404   403   403   404   404   404  404  404  404   302",
        "coordination_offer              404   403   403   404   404   404  404  404  404   302",
    ),
    *at(
        "version_with_family",
        "meeting.pk",
        "meeting                         200   200   200   200   404   404  404  404  404   302",
        "meeting_reply!                  403   403   403   403   404   404  404  404  404   302",
        "meeting_lead                    404   403   403   404   404   404  404  404  404   302",
        "meeting_finish                  404   403   403   404   404   404  404  404  404   302",
        "family_meeting                  404   404   404   404   404   200  200  200  404   302",
    ),
    # The family reads a version before the circle.
    *at("version_with_family", "version.pk", "family_version 404 404 404 404 404 200 200 200 404 302"),
    *at(
        "version_with_family",
        "plan.pk",
        "plan                            404   200   200   404   404   404  404  404  404   302",
        "plan_publish!                   404   302   302   404   404   404  404  404  404   302",
    ),
    *at(
        "reported",
        "noel.pk",
        "child                           200   200   200   200   404   404  404  404  404   302",
        "family_plan                     404   404   404   404   404   200  200  200  404   302",
        "family_words                    404   404   404   404   404   200  200  200  404   302",
        "family_access                   404   404   404   404   404   200  200  200  404   302",
        "family_log                      404   404   404   404   404   200  200  200  404   302",
        "family_contacts                 404   404   404   404   404   200  200  200  404   302",
    ),
    *at(
        "reported",
        "case.pk",
        "wheel                           404   200   403   404   404   404  404  404  404   302",
        # What is agreed stands in the plan now.
        "analysis                        404   403   403   404   404   404  404  404  404   302",
        "consent_ask                     404   200   403   404   404   404  404  404  404   302",
        "meeting_call                    404   200   200   404   404   404  404  404  404   302",
    ),
    *at(
        "reported",
        "plan.pk",
        "plan                            200   200   200   200   404   404  404  404  404   302",
        "plan_end                        404   200   200   404   404   404  404  404  404   302",
        "coordination_offer              404   200   200   404   404   404  404  404  404   302",
    ),
    *at("reported", "bildschema", "action_report 200 404 404 404  404   404  404  404  404   302"),
    *at("reported", "family_support", "action_report 404 404 404 200 404 404 404 404  404   302"),
    *at("reported", "version.pk", "family_version 404 404 404 404 404   200  200  200  404   302"),
    *at("offered", _offer, "offer            404   404   404   200   404   404  404  404  404   302"),
    *at(
        "ended",
        "plan.pk",
        "plan                            200   200   200   200   404   404  404  404  404   302",
        "plan_end                        404   404   404   404   404   404  404  404  404   302",
        "coordination_offer              404   404   404   404   404   404  404  404  404   302",
    ),
    *at("ended", "bildschema", "action_report 403  404   404 404  404   404  404  404  404   302"),
    *at("ended", "case.pk", "meeting_call  404   404   404   404  404   404  404  404  404   302"),
)

#: Declared pages that write no event: nothing about a child stands on them, or nothing was opened and nothing changed.
QUIET = frozenset(
    {("notice", 200), ("family_home", 302), ("draft_save", 302), ("family_consent_change", 302)},
)
