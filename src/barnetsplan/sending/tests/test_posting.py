"""One message: looked at again when it is sent, sent as it should be, and what happens when it does not go."""

import logging
import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.test import override_settings

from barnetsplan.consent.custody import end_custody
from barnetsplan.domain.vocabulary import Answer
from barnetsplan.notices.actions import purge
from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.notices.models import Notice
from barnetsplan.people.models import Guardianship
from barnetsplan.sending.channels import read_file
from barnetsplan.sending.kinds import Capacity, Channel, Failure, MessageState
from barnetsplan.sending.models import Address, Message
from barnetsplan.sending.outbox import BACKOFF_MINUTES
from barnetsplan.sending.tests.counterparts import Exchange, Post, post_office, words_of
from barnetsplan.sending.tests.reached import LINDA, SARA, decide, news, reached, send_all
from tests.world import World, circle_asked, published, say

pytestmark = pytest.mark.django_db


def asked(world: World) -> Message:
    """Sara is asked for consent, and a message to her is decided."""
    reached(world, world.sara.pk, SARA)
    circle_asked(world)
    others = Notice.objects.filter(party=world.sara.pk).exclude(thing=world.circle.pk)
    others.update(done_at=world.at)
    decide(world.later())
    (message,) = news(world.sara.pk)
    return message


def test_not_01_a_letter_is_neutral_from_its_sender_to_its_last_word(world: World, post: Post) -> None:
    message = asked(world)

    assert send_all(world.later()) == ["sent"]
    (letter,) = post.letters
    assert letter["From"] == "Min sida <ingen@minsida.example>"
    assert letter["Subject"] == "Min sida"
    assert letter["Message-ID"] == f"<{message.message_id}@minsida.example>"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert words_of(letter) == "Du har något nytt i Min sida. Logga in på minsida.example."
    assert post.to == [SARA]
    names = {"received", "message-id", "from", "to", "subject", "date", "auto-submitted", "mime-version"}
    assert {name.lower() for name in letter.keys()} <= names | {"content-type", "content-transfer-encoding"}  # noqa: SIM118


def test_it_is_said_in_the_language_that_was_chosen(world: World, post: Post) -> None:
    reached(world, world.sara.pk, SARA, language="uk")
    circle_asked(world)
    decide(world.later())
    send_all(world.later())

    assert words_of(post.letters[0]).startswith("У вас є щось нове")


# --- looked at again -------------------------------------------------------------------------------------------------


def test_con_06_a_yes_taken_back_between_decided_and_sent_is_not_told(world: World, post: Post) -> None:
    reached(world, world.linda.person_id, LINDA, capacity=Capacity.STAFF)
    published(world)
    Notice.objects.filter(party=world.preschool.pk).exclude(kind=NoticeKind.PLAN_PUBLISHED).update(done_at=world.at)
    decide(world.later())
    for person in (world.sara, world.daniel):
        say(world, world.circle, person, Answer.WITHDRAWN)

    assert send_all(world.later()) == ["dropped"]
    assert post.letters == []


def test_the_same_without_the_withdrawal_is_told(world: World, post: Post) -> None:
    reached(world, world.linda.person_id, LINDA, capacity=Capacity.STAFF)
    published(world)
    Notice.objects.filter(party=world.preschool.pk).exclude(kind=NoticeKind.PLAN_PUBLISHED).update(done_at=world.at)
    decide(world.later())

    assert send_all(world.later()) == ["sent"]


def test_fam_03_who_is_no_guardian_any_longer_is_not_told(world: World, post: Post) -> None:
    asked(world)
    end_custody(guardianship=Guardianship.objects.get(guardian=world.sara), at=world.later())

    assert send_all(world.later()) == ["dropped"]
    assert post.letters == []


def test_what_was_purged_as_if_it_had_never_been_is_not_told(world: World, post: Post) -> None:
    asked(world)
    purge(party=world.sara.pk, child=world.noel.pk)

    assert send_all(world.later()) == ["dropped"]


def test_what_has_been_answered_meanwhile_is_not_told(world: World, post: Post) -> None:
    asked(world)
    say(world, world.circle, world.sara, Answer.YES)

    assert send_all(world.later()) == ["dropped"]


def test_not_02_whoever_has_changed_their_mind_is_not_told(world: World, post: Post) -> None:
    asked(world)
    reached(world, world.sara.pk, SARA, channel=Channel.EMAIL)
    Address.objects.update(ended_at=world.at)

    assert send_all(world.later()) == ["dropped"]


# --- how it goes -----------------------------------------------------------------------------------------------------


def test_a_server_that_does_not_answer_is_tried_again_later_under_the_same_id(world: World) -> None:
    message = asked(world)
    with override_settings(MAIL="smtp+plain://127.0.0.1:9", EMAIL_HOST="127.0.0.1", EMAIL_PORT=9, EMAIL_USE_TLS=False):
        at = world.later()
        with smtp_settings(9):
            assert send_all(at) == ["unreachable"]

    again = Message.objects.get(pk=message.pk)
    assert (again.state, again.failure) == (MessageState.DECIDED, Failure.UNREACHABLE)
    assert again.send_after == at + timedelta(minutes=BACKOFF_MINUTES[0])
    with post_office() as office, smtp_settings(office.port):
        assert send_all(at + timedelta(minutes=2)) == ["sent"]
        assert office.letters[0]["Message-ID"] == f"<{message.message_id}@minsida.example>"
    assert Message.objects.get(pk=message.pk).attempts == 2


def smtp_settings(port: int, *, tls: bool = False) -> override_settings:
    return override_settings(
        MAIL="smtp://127.0.0.1",
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
        EMAIL_HOST="127.0.0.1",
        EMAIL_PORT=port,
        EMAIL_USE_TLS=tls,
    )


def test_not_02_an_address_that_does_not_exist_is_said_to_its_owner_and_somebody_rings(
    world: World, post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    post.answers["RCPT"] = f"550 No such user {SARA}"
    asked(world)
    with caplog.at_level(logging.DEBUG):
        assert send_all(world.later()) == ["wrong_address"]

    (message,) = news(world.sara.pk)
    assert (message.state, message.failure) == (MessageState.FAILED, Failure.WRONG_ADDRESS)
    assert Address.objects.get(ended_at=None).failed_at is not None
    call = Notice.objects.get(kind=NoticeKind.CALL_INSTEAD)
    assert (call.party_id, call.about_id) == (world.bvc.pk, world.sara.pk)
    ours = [record for record in caplog.records if not record.name.startswith(("mail.log", "asyncio"))]
    assert all(SARA not in record.getMessage() for record in ours), "no address in a log"


def test_when_no_try_is_left_somebody_rings(world: World, post: Post) -> None:
    post.answers["DATA"] = "451 Later"
    asked(world)
    at, went = world.later(), []
    for _ in range(len(BACKOFF_MINUTES) + 1):
        went += send_all(at)
        at += timedelta(hours=13)

    assert went == ["refused"] * (len(BACKOFF_MINUTES) + 1)
    assert news(world.sara.pk)[0].state == MessageState.FAILED
    assert Notice.objects.filter(kind=NoticeKind.CALL_INSTEAD, about=world.sara.pk).count() == 1
    assert send_all(at) == []


# --- by SMTP with TLS, by HTTP, to a file -----------------------------------------------------------------------------


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[ssl.SSLContext, Path]:
    """A certificate for loopback, signed by itself, and the file to trust it by."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2100, 1, 1, tzinfo=UTC))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file, private = tmp_path / "trusted.pem", tmp_path / "private.pem"
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    private.write_bytes(key.private_bytes(*form))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file, private)
    return context, file


def test_mail_goes_by_tls_to_a_server_that_proves_itself_and_to_no_other(
    world: World, certificate: tuple[ssl.SSLContext, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    context, trusted = certificate
    asked(world)
    with post_office(context) as office, smtp_settings(office.port, tls=True):
        assert send_all(world.later()) == ["unreachable"], "nobody vouches for it"
        assert office.letters == []

        monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
        assert send_all(world.later(minutes=5)) == ["sent"]
        assert len(office.letters) == 1


def test_a_text_message_goes_as_a_form_with_a_name_and_a_password(world: World, texts: Exchange) -> None:
    reached(world, world.sara.pk, "+46701740605", channel=Channel.SMS)
    circle_asked(world)
    decide(world.later())

    assert send_all(world.later()) == ["sent"]
    assert texts.asked == [
        {
            "from": "Minsida",
            "to": "+46701740605",
            "message": "Du har något nytt i Min sida. Logga in på minsida.example.",
        },
    ]
    assert texts.authorized == ["Basic a3Jvbm9iZXJnOmhlbWxpZw=="]


@pytest.mark.parametrize(
    ("status", "went"), [(400, "wrong_address"), (401, "refused"), (302, "refused"), (500, "refused")]
)
def test_a_text_message_that_is_not_taken(world: World, texts: Exchange, status: int, went: str) -> None:
    texts.status = status
    reached(world, world.sara.pk, "+46701740605", channel=Channel.SMS)
    circle_asked(world)
    decide(world.later())

    assert send_all(world.later()) == [went]


def test_in_the_demonstration_it_is_written_to_a_file(world: World, tmp_path: Path) -> None:
    with override_settings(MAIL="file", OUTGOING_FILE=tmp_path / "outgoing.jsonl"):
        assert read_file(most=5) == ()
        message = asked(world)
        assert send_all(world.later()) == ["sent"]
        (line,) = read_file(most=5)

    assert line["id"] == str(message.message_id)
    assert line["text"] == "Du har något nytt i Min sida. Logga in på minsida.example."
