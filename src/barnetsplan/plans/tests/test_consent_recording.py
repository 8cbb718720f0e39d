"""Reminding once, and writing down what was heard or came on paper: by the one who asked, and by nobody else."""

import hashlib
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from barnetsplan.consent.models import ConsentAnswer, ConsentPaper, ConsentReminder
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.periods import local_date
from barnetsplan.domain.vocabulary import Answer, ConsentWay
from barnetsplan.files.checking import checked
from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.notices.models import Notice
from barnetsplan.people.models import Person
from barnetsplan.plans.answering import WrittenDown, write_down
from barnetsplan.plans.tests.pages import assert_looks_unknown, opened, posted, text_of
from barnetsplan.vault.sealing import Place, SealBroken, unseal_bytes
from tests.files import a_document
from tests.sign_in import client_for
from tests.world import World, circle_asked, made, parts, say

pytestmark = pytest.mark.django_db

PDF = a_document()


def _answers(world: World, person: Person) -> set[str]:
    return set(
        ConsentAnswer.objects.filter(row__request=world.circle.pk, giver=person).values_list("answer", flat=True)
    )


def _fields(world: World, person: Person, **more: Any) -> dict[str, Any]:
    """A yes to both services as it is written down, heard on the day of the asking."""
    asked = {f"map_{unit.pk.hex}": "yes" for unit in (world.preschool, world.social)}
    heard_on = local_date(world.circle.asked_at).isoformat()
    return {**asked, "vem": str(person.pk), "way": "oral", "heard_on": heard_on, "token": str(uuid4()), **more}


def test_con_01_bba_may_write_down_what_was_heard_by_whom_and_on_which_day(world: World) -> None:
    circle_asked(world)
    client = client_for(world, world.maria)

    page = client.get(reverse("consent_record", args=[world.circle.pk]), {"vem": str(world.daniel.pk)})
    answer = posted(client, "consent_record", world.circle.pk, **_fields(world, world.daniel))

    assert "Daniel Lindqvist" in text_of(page)
    assert " checked" not in page.content.decode()
    assert answer["Location"] == reverse("consent_follow", args=[world.circle.pk])
    said = ConsentAnswer.objects.filter(giver=world.daniel, row__layer="map")
    assert {(one.answer, one.way, one.heard_by_id) for one in said} == {("yes", "oral", world.maria.person)}
    assert {one.heard_on for one in said} == {local_date(world.circle.asked_at)}
    assert "Daniel Lindqvist (vårdnadshavare) Har svarat Muntligt" in text_of(client.get(answer["Location"]))
    assert Notice.objects.filter(party=world.daniel.pk, kind=NoticeKind.CONSENT_NOTED, done_at=None).exists()


def test_con_01_the_same_form_sent_twice_writes_one_answer_down(world: World) -> None:
    circle_asked(world)
    client, fields = client_for(world, world.maria), _fields(world, world.daniel)

    for _ in range(2):
        posted(client, "consent_record", world.circle.pk, **fields)

    assert set(ConsentAnswer.objects.filter(giver=world.daniel).values_list("number", flat=True)) == {1}


def test_con_06_what_was_given_on_the_page_may_be_taken_back_by_word_of_mouth(world: World) -> None:
    circle_asked(world)
    say(world, world.circle, world.daniel, Answer.YES)
    no = {f"map_{unit.pk.hex}": "no" for unit in (world.preschool, world.social)}

    posted(client_for(world, world.maria), "consent_record", world.circle.pk, **_fields(world, world.daniel, **no))

    assert Answer.WITHDRAWN in _answers(world, world.daniel)
    newest = ConsentAnswer.objects.filter(giver=world.daniel).order_by("-number")[0]
    assert (newest.answer, newest.way) == ("withdrawn", "oral")


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"way": ""}, "Välj ett alternativ."),
        ({"heard_on": ""}, "Välj en dag."),
        ({"heard_on": "2040-01-01"}, "Dagen har inte varit än."),
        ({"heard_on": "2020-01-01"}, "Frågan var inte ställd då."),
        ({"way": "paper"}, "Välj filen med det skannade papperet."),
    ],
)
def test_bad_input_gets_a_sentence_and_writes_nothing_down(world: World, more: dict[str, str], sentence: str) -> None:
    circle_asked(world)

    page = posted(
        client_for(world, world.maria), "consent_record", world.circle.pk, **_fields(world, world.daniel, **more)
    )

    assert page.status_code == 200
    assert sentence in text_of(page)
    assert page.content.decode().count(" checked") >= 2
    assert _answers(world, world.daniel) == set()


def test_an_answer_to_nothing_is_none(world: World) -> None:
    circle_asked(world)
    nothing = {f"map_{unit.pk.hex}": "" for unit in (world.preschool, world.social)}

    page = posted(
        client_for(world, world.maria), "consent_record", world.circle.pk, **_fields(world, world.daniel, **nothing)
    )

    assert "Skriv vad personen svarade på minst en fråga." in text_of(page)
    assert _answers(world, world.daniel) == set()


def test_others_may_not_write_an_answer_down_nor_remind_nor_open_a_paper(world: World) -> None:
    circle_asked(world)
    paper = _on_paper(world)

    for actor in (world.linda, world.leila, world.stranger, world.as_guardian(world.sara)):
        for name, key in (("consent_record", world.circle.pk), ("consent_paper", paper.pk)):
            assert_looks_unknown(world, actor, name, key)
        assert posted(client_for(world, actor), "consent_remind", world.circle.pk).status_code == 404


def test_nobody_writes_down_an_answer_of_the_own(world: World) -> None:
    circle_asked(world)
    asked = world.fresh(world.circle)
    as_mother = world.maria.__class__(
        **{name: getattr(world.maria, name) for name in world.maria.__slots__} | {"person": world.sara.pk}
    )

    outcome = write_down(
        WrittenDown(
            request=asked,
            giver=world.sara.pk,
            parts=parts(world, asked, Answer.YES),
            way=ConsentWay.ORAL,
            on_day=local_date(world.at),
            token=uuid4(),
            content=None,
            by=as_mother,
            at=world.later(),
        )
    )

    assert outcome == Refused(Reason.NOT_A_GIVER)


def _on_paper(world: World, content: bytes = PDF, name: str = "a.pdf") -> ConsentPaper:
    scan = SimpleUploadedFile(name, content)
    answer = posted(
        client_for(world, world.maria),
        "consent_record",
        world.circle.pk,
        **_fields(world, world.daniel, way="paper", paper=scan),
    )
    assert answer.status_code == 302, text_of(answer)
    return ConsentPaper.objects.latest("received_at")


def test_con_01_idn_31_a_signed_paper_is_kept_sealed_and_shown_through_the_gate(world: World) -> None:
    circle_asked(world)

    paper = _on_paper(world)
    answer = client_for(world, world.maria).get(reverse("consent_paper", args=[paper.pk]))

    kept = made(checked(PDF)).content
    assert (paper.kind, paper.size, paper.digest) == ("application/pdf", len(kept), hashlib.sha256(kept).hexdigest())
    assert kept not in bytes(paper.sealed)
    assert ConsentAnswer.objects.filter(paper=paper, way="paper", answer="yes").exists()
    assert answer.content == kept
    assert answer["Content-Disposition"].startswith("attachment; ")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]


def test_a_paper_opens_nowhere_else(world: World) -> None:
    circle_asked(world)
    paper = _on_paper(world)

    with pytest.raises(SealBroken):
        unseal_bytes(
            paper.sealed, key=world.noel.person.key, place=Place("consent_consentpaper", "sealed", UUID(int=1))
        )


def test_a_file_of_the_wrong_kind_gets_a_sentence(world: World) -> None:
    circle_asked(world)
    scan = SimpleUploadedFile("scan.pdf", b"MZ\x90 no scan")

    page = posted(
        client_for(world, world.maria),
        "consent_record",
        world.circle.pk,
        **_fields(world, world.daniel, way="paper", paper=scan),
    )

    assert "Filen kan inte läsas. Välj en bild (JPEG eller PNG) eller en PDF utan lösenord." in text_of(page)
    assert _answers(world, world.daniel) == set()


def test_con_08_bba_may_remind_those_who_are_missing_once_and_never_again(world: World) -> None:
    circle_asked(world)
    say(world, world.circle, world.sara, Answer.NO)
    client = client_for(world, world.maria)
    follow = reverse("consent_follow", args=[world.circle.pk])

    assert "Påminn dem som inte har svarat" in text_of(client.get(follow))
    for _ in range(2):
        posted(client, "consent_remind", world.circle.pk)

    reminded = Notice.objects.filter(kind=NoticeKind.CONSENT_REMINDED, thing=world.circle.pk)
    assert [notice.party_id for notice in reminded] == [world.daniel.pk], "who said no is not pressed"
    assert ConsentReminder.objects.count() == 1
    page = text_of(client.get(follow))
    assert "Påminn dem som inte har svarat" not in page
    assert "Saknas svaret än är det bättre att ringa." in page
    call = Notice.objects.get(kind=NoticeKind.CALL_FOR_ANSWER)
    assert call.party_id == world.bvc.pk
    assert call.due_on == local_date(call.made_at) + timedelta(days=5)


def test_con_08_the_call_is_off_when_the_answer_has_come(world: World) -> None:
    circle_asked(world)
    posted(client_for(world, world.maria), "consent_remind", world.circle.pk)

    for person in (world.sara, world.daniel):
        say(world, world.circle, person, Answer.YES)

    left = Notice.objects.filter(done_at=None, kind__in=[NoticeKind.CALL_FOR_ANSWER, NoticeKind.CONSENT_REMINDED])
    assert not left.exists()


def test_the_page_names_the_paper_and_leads_to_it(world: World) -> None:
    circle_asked(world)
    paper = _on_paper(world)

    page = opened(world, world.maria, "consent_follow", world.circle.pk)

    assert "På papper" in text_of(page)
    assert reverse("consent_paper", args=[paper.pk]) in page.content.decode()
