"""What everybody in the cast gets at the addresses that are about no child: the way in, one's own pages, the lists."""

from uuid import UUID

from tests.architecture.rows import at
from tests.architecture.visits import ABSENT, Row
from tests.world import World


def _no_token(_world: World) -> str:
    return "strunt"


def _draft(_world: World) -> tuple[str, UUID]:
    return "concern", ABSENT


def _email(_world: World) -> str:
    return "email"


def _absent(_world: World) -> UUID:
    return ABSENT


OF_NO_CHILD: tuple[Row, ...] = (
    *at(
        "nothing",
        None,
        "start                   200 everybody",
        "leave                   200 everybody",
        "harm                    200 everybody",
        "help                    200 everybody",
        "rights                  200 everybody",
        "your_data               200 everybody",
        "accessibility           200 everybody",
        # Who has no pass from a page of the meeting hears nothing.
        "meeting_pulse           410 everybody",
        "sign_in                 302 everybody",
        "sign_out!               302 everybody",
        "sign_in_choose          302 everybody",
        "session_ended           200 everybody",
        "code                    200 everybody",
        "prove_again             200 staff,guest,family,of_parent,childless,parent,pregnant",
        "prove_send              302 everybody",
        "sessions                200 staff,guest,family,of_parent,childless,parent,pregnant",
        "calendar                200 staff,family,of_parent,childless,parent,pregnant",
        "session_end!            302 staff,guest,family,of_parent,childless,parent,pregnant",
        "notice_receipt          200 staff",
        "meeting_paper_code      200 staff",
        # A child's own page; by a code it opens nothing else.
        "code_home               200 noel,of_parent",
        "code_write!             200 noel,of_parent",
        "demo_choose             200 everybody",
        # Who has no local account is led back to the page that says so.
        "local_sign_in           200 everybody",
        "local_ask_passkey!      200 everybody",
        "local_passkey!          200 everybody",
        "local_invited           200 everybody",
        "local_app               302 everybody",
        "local_new_passkey       302 everybody",
        "local_ask_new_passkey!  403 everybody",
        "proofs                  200 staff",
        "proofs_add              302 staff",
        "proofs_ask!             302 staff",
        "proofs_password         302 staff",
        "proofs_codes!           302 staff",
        "local_accounts          200 keeper",
        "guest_home              200 guest",
        "desk                    200 staff",
        "children                200 staff",
        "notice                  200 staff",
        "advice_list             200 staff",
        "messages                200 staff,family,of_parent,childless,parent,pregnant",
        "advice_ask              200 staff",
        "notice_unborn           200 staff",
        # Only who answers for security may ask for all protected children.
        "protected               200 officer,guard",
        # Of the own domain alone.
        "struck_list             200 diarist",
        "received_list           200 diarist",
        "harm_register           200 diarist",
        # One's own decisions to report; nobody's else.
        "harm_list               200 staff",
        "emergency               200 leila,social_worker",
        "investigations          200 leila,social_worker",
        "emergencies             200 officer,guard",
        "log_review              200 reviewer",
        "log_replay              200 officer,guard,reviewer",
        # Who has one child is led on to it.
        "family_home             302 family,of_parent,pregnant  200 parent,childless",
    ),
    *at("nothing", _absent, "demo_enter! 404 nobody"),
    # No provider has this name (tests/oidc has those that are there).
    *at(
        "nothing",
        _absent,
        "provider_start          404 everybody",
        "provider_answer         404 everybody",
        "provider_keys           404 everybody",
        "provider_signed_out!    404 everybody",
        "provider_left           404 everybody",
        "provider_sign_out       404 everybody",
    ),
    *at("nothing", _absent, "proofs_remove! 302 staff", "local_invite", "local_end!", "guest_end!"),
    *at("known_to_the_nurse", "noel.pk", "code_give 200 school_nurse"),
    *at("nothing", _no_token, "calendar_feed 404 nobody"),
    *at("nothing", _draft, "draft_save!             302 everybody"),
    # One's own way of being told, in the capacity in which one acts.
    *at(
        "nothing",
        _email,
        "messages_address!       200 staff,family,of_parent,childless,parent,pregnant",
        "messages_code!          200 staff,family,of_parent,childless,parent,pregnant",
        "messages_forget!        302 staff,family,of_parent,childless,parent,pregnant",
    ),
)
