"""Abuse cases of law.md section 5 that are about hidden texts, each rebuilt and shown closed."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from barnetsplan.domain.identity import make_invented
from barnetsplan.domain.vocabulary import GuardianshipSource
from barnetsplan.gathering.actions import release_voices, write_child_words, write_own_voice
from barnetsplan.gathering.tests.posting import post
from barnetsplan.people.actions import add_guardianship, admit_person
from barnetsplan.people.models import Child
from barnetsplan.practice.load import current
from barnetsplan.records.actions import Kept
from barnetsplan.records.kinds import Contribution
from barnetsplan.records.models import Entry, KeptFrom
from barnetsplan.records.queries import visible_to
from tests.proof.looking import crawl
from tests.sign_in import client_for
from tests.world import World, case_open, gathered, made

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
CANARY = "Kanariefågeln"


def seen_by(world: World, who: str) -> str:
    """Everything that one guardian can read, on every page that leads on from the first."""
    actor = world.as_guardian(getattr(world, who))
    met = crawl(world, actor, begin=("/min/",), now=world.later())
    return "\n".join(answer.text for answer in met.values())


def voice(world: World, area: str, text: str, **more: object) -> Entry:
    written = write_own_voice(
        case=world.case,
        answers={area: Contribution(challenging=text)},
        token=uuid4(),
        by=world.maria,
        at=world.later(),
        **more,  # type: ignore[arg-type]
    )
    return made(written)[0]


def test_abuse_11_fam_05_one_guardian_may_not_read_the_others_illness_on_the_wheel(world: World) -> None:
    case_open(world)
    voice(world, "omsorg", f"{CANARY} är sjuk.", about=[world.sara.pk])
    voice(world, "hemmet", "Om Noel.")
    made(release_voices(case=world.case, by=world.maria, at=world.later()))

    assert CANARY in seen_by(world, "sara")
    daniel = seen_by(world, "daniel")
    assert CANARY not in daniel
    assert "Om Noel." in daniel, "what is about the child alone is shown as before"


def test_abuse_12_a_teenagers_private_matter_is_hidden_from_every_guardian_unless_decided(world: World) -> None:
    case_open(world)
    client = client_for(world, world.maria)
    young = client.get(reverse("own_voice", args=[world.case.pk])).content.decode()
    assert "Handlar det om något av det här?" not in young, "not before the age of the practice model"

    Child.objects.filter(pk=world.noel.pk).update(born_on=world.at.date() - timedelta(days=14 * 366))
    page = client.get(reverse("own_voice", args=[world.case.pk])).content.decode()
    matters = current().privacy.matters
    assert "Handlar det om något av det här?" in page
    assert all(matter.label in page for matter in matters)
    assert "checked" not in page

    chosen = {"vh-matters": [matters[0].key]}
    post(client, "own_voice", world.case.pk, hemmet_challenging=f"{CANARY}.", **chosen)
    made(release_voices(case=world.case, by=world.maria, at=world.later()))

    entry = Entry.objects.get(owner=world.bvc.pk, area="hemmet")
    assert set(KeptFrom.objects.values_list("guardian", flat=True)) == {world.sara.pk, world.daniel.pk}
    for who in ("sara", "daniel"):
        assert CANARY not in seen_by(world, who)
    later = admit_person(name="Gun Ny", number=make_invented(date(1970, 1, 2), 9), at=world.at)
    add_guardianship(child=world.noel, guardian=later.pk, source=GuardianshipSource.REGISTER, valid_from=world.later())
    made(release_voices(case=world.case, by=world.maria, at=world.later()))
    assert not visible_to(later.pk, at=world.later()).filter(pk=entry.pk).exists()

    reason = "Hon vill själv att mamma läser."
    post(client, "writing_lift", entry.pk, guardian=str(world.sara.pk), reason=reason)
    assert not visible_to(world.sara.pk, at=world.later()).filter(pk=entry.pk).exists(), "lifting releases nothing"


def test_abuse_12_every_page_that_writes_about_a_child_says_who_reads(world: World) -> None:
    gathered(world)
    for name in ("ask_family", "child_words", "own_voice", "analysis"):
        page = client_for(world, world.maria).get(reverse(name, args=[world.case.pk])).content.decode()
        assert 'class="audience"' in page, name


def test_abuse_13_what_the_unit_is_shown_as_a_guardians_sight_is_what_that_guardian_sees(world: World) -> None:
    case_open(world)
    kept = [Kept(world.daniel.pk, "Han kräver att få veta vad hon har sagt.")]
    voice(world, "hemmet", "Visas för båda.")
    voice(world, "halsa", f"{CANARY} visas för Sara.", kept=kept)
    made(
        write_child_words(
            case=world.case,
            answers={"relationer": Contribution(works=f"{CANARY} säger barnet.")},
            readers=[world.sara.pk, world.daniel.pk],
            kept=kept,
            token=uuid4(),
            by=world.maria,
            at=world.later(),
        )
    )
    made(release_voices(case=world.case, by=world.maria, at=world.later()))
    client = client_for(world, world.maria)

    for who in ("sara", "daniel"):
        address = f"{reverse('writings', args=[world.noel.pk])}?ser={getattr(world, who).pk}"
        preview = client.get(address).content.decode().partition("Det här läser")[2]
        actual = seen_by(world, who)
        for text in ("Visas för båda.", f"{CANARY} visas för Sara.", f"{CANARY} säger barnet."):
            assert (text in preview) == (text in actual), (who, text)
    assert CANARY not in seen_by(world, "daniel")
    assert client.get(f"{reverse('writings', args=[world.noel.pk])}?ser={world.leila.person}").status_code == 200
