"""What a unit has written, as its own people meet it: who reads, who may not, and what stood on the wrong child."""

from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from barnetsplan.audit.models import AuditEvent
from barnetsplan.gathering.actions import release_voices, write_own_voice
from barnetsplan.gathering.tests.posting import post, same_as_unknown
from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.notices.models import Notice
from barnetsplan.noticing.actions import write_concern_about
from barnetsplan.people.queries import involved_units
from barnetsplan.records.kinds import Concern, Contribution
from barnetsplan.records.models import Entry, KeptFrom, Release, Struck
from barnetsplan.records.queries import open_visible, visible_to
from tests.duties import officer
from tests.sign_in import client_for
from tests.world import World, case_open, concern_sent, concern_written, gathered, made

pytestmark = pytest.mark.django_db


@pytest.fixture
def voice(world: World) -> Entry:
    """What the child health centre sees, shown to both guardians."""
    gathered(world)
    made(release_voices(case=world.case, by=world.maria, at=world.later()))
    return Entry.objects.get(owner=world.bvc.pk, kind=Contribution.KIND)


def reads(world: World, party: UUID, entry: Entry) -> bool:
    return visible_to(party, at=world.later()).filter(pk=entry.pk).exists()


def test_own_unit_may_see_what_it_has_written_and_who_reads_it(world: World, voice: Entry) -> None:
    client = client_for(world, world.maria)

    listed = client.get(reverse("writings", args=[world.noel.pk])).content.decode()
    page = client.get(reverse("writing", args=[voice.pk])).content.decode()

    assert "Röst i hjulet" in listed
    assert "Följer sin kurva." not in listed, "the list opens nothing"
    assert "Följer sin kurva." in page
    for name in ("Sara Lindqvist", "Daniel Lindqvist", "Noel Lindqvist"):
        assert name in listed.partition("Läses av:")[2]


def test_neighbours_may_not_see_what_another_unit_has_written(world: World, voice: Entry) -> None:
    for other in (world.linda, world.leila, world.stranger, world.as_guardian(world.sara)):
        same_as_unknown(client_for(world, other), "writing", voice.pk)
    same_as_unknown(client_for(world, world.stranger), "writings", world.noel.pk)


def test_own_unit_may_keep_a_text_from_a_guardian_who_reads_it_and_it_is_closed_at_once(
    world: World, voice: Entry
) -> None:
    client = client_for(world, world.maria)
    assert reads(world, world.daniel.pk, voice)

    without = post(client, "writing_keep", voice.pk, **{"vh-keep_from": str(world.daniel.pk)})
    kept = post(client, "writing_keep", voice.pk, **_keep(world))

    assert "Skriv varför barnet skulle skadas" in without.content.decode()
    assert kept.status_code == 302
    assert not reads(world, world.daniel.pk, voice)
    assert reads(world, world.sara.pk, voice)
    page = client.get(reverse("writing", args=[voice.pk])).content.decode()
    assert "Visas inte för" in page
    assert "Han har hotat Noel." in page
    assert "Daniel" not in page.partition("Läses av:")[2].partition("</p>")[0]


def _keep(world: World) -> dict[str, str]:
    return {"vh-keep_from": str(world.daniel.pk), "vh-reason": "Han har hotat Noel."}


def test_nobody_chosen_gets_a_sentence(world: World, voice: Entry) -> None:
    page = post(client_for(world, world.maria), "writing_keep", voice.pk)

    assert "Välj vem som inte ska läsa." in page.content.decode()
    assert not KeptFrom.objects.exists()


def test_the_author_may_lift_a_keeping_with_its_own_reason(world: World, voice: Entry) -> None:
    client = client_for(world, world.maria)
    post(client, "writing_keep", voice.pk, **_keep(world))

    without = post(client, "writing_lift", voice.pk, guardian=str(world.daniel.pk), reason="")
    other = post(client, "writing_lift", voice.pk, guardian="ingen", reason="Fel.")
    assert "Skriv varför." in without.content.decode()
    assert other.status_code == 200
    assert not reads(world, world.daniel.pk, voice)

    post(client, "writing_lift", voice.pk, guardian=str(world.daniel.pk), reason="Hotet finns inte längre.")
    assert reads(world, world.daniel.pk, voice)
    again = post(client, "writing_lift", voice.pk, guardian=str(world.daniel.pk), reason="Igen.")
    assert again.status_code == 302


def test_a_text_on_the_wrong_child_is_hidden_from_all_and_kept_for_the_registrar(world: World) -> None:
    concern_written(world)
    client = client_for(world, world.linda)

    without = post(client, "writing_strike", world.concern.pk)
    assert "Skriv varför." in without.content.decode()
    struck = post(client, "writing_strike", world.concern.pk, **{"stryk-reason": "Det var hans kusin."})

    assert struck.headers["Location"] == reverse("children")
    assert open_visible(world.preschool.pk, child=world.noel, at=world.later()) == ()
    for name in ("concern", "writing", "concern_send"):
        assert client.get(reverse(name, args=[world.concern.pk])).status_code == 404
    assert world.preschool.pk not in involved_units(world.noel.pk, at=world.later()), "nothing else was known of him"

    registrar = client_for(world, officer(world, "registrar", beside=world.preschool))
    listed = registrar.get(reverse("struck_list")).content.decode()
    page = registrar.get(reverse("struck", args=[world.concern.pk])).content.decode()
    assert "Det som har uppmärksammats" in listed
    assert "Lindqvist" not in listed
    for words in ("Noel leker ofta ensam", "Det var hans kusin.", "Linda Ahl", "Ingen utanför den egna enheten."):
        assert words in page


def test_the_registrar_of_another_domain_may_not_open_it_nor_anybody_who_is_no_registrar(world: World) -> None:
    concern_written(world)
    post(client_for(world, world.linda), "writing_strike", world.concern.pk, **{"stryk-reason": "Fel barn."})
    elsewhere = client_for(world, officer(world, "registrar", beside=world.bvc))

    assert "Det som har uppmärksammats" not in elsewhere.get(reverse("struck_list")).content.decode()
    same_as_unknown(elsewhere, "struck", world.concern.pk)
    for other in (world.linda, world.maria, world.as_guardian(world.sara)):
        assert client_for(world, other).get(reverse("struck", args=[world.concern.pk])).status_code == 404
        assert client_for(world, other).get(reverse("struck_list")).status_code == 404


def test_what_nobody_has_opened_is_called_back_and_who_has_opened_it_is_told(world: World) -> None:
    concern_sent(world)
    client_for(world, world.maria).get(reverse("concern", args=[world.concern.pk]))

    post(client_for(world, world.linda), "writing_strike", world.concern.pk, **{"stryk-reason": "Fel barn."})

    lines = Release.objects.filter(entry=world.concern)
    assert lines.count() > 2
    assert not lines.filter(ended_at=None).exists()
    told = Notice.objects.filter(kind=NoticeKind.STRUCK).values_list("party", flat=True)
    assert set(told) == {world.bvc.pk}, "the guardians had not opened it"
    assert not Notice.objects.filter(kind=NoticeKind.CONCERN_CAME, done_at=None).exists()
    assert AuditEvent.objects.filter(act="recall:struck").count() == 1
    desk = client_for(world, world.maria).get(reverse("desk")).content.decode()
    assert "stod på fel barn" in desk
    assert client_for(world, world.maria).get(reverse("concern", args=[world.concern.pk])).status_code == 404


def test_a_guardian_who_had_opened_it_is_told_that_it_was_about_another_child(world: World) -> None:
    concern_sent(world)
    sara = client_for(world, world.as_guardian(world.sara))
    assert "Noel leker ofta ensam" in sara.get(reverse("family_plan", args=[world.noel.pk])).content.decode()

    post(client_for(world, world.linda), "writing_strike", world.concern.pk, **{"stryk-reason": "Fel barn."})

    told = sara.get(reverse("family_plan", args=[world.noel.pk])).content.decode()
    other = client_for(world, world.as_guardian(world.daniel)).get(reverse("family_plan", args=[world.noel.pk]))
    assert "En text är borttagen" in told
    assert "Noel leker ofta ensam" not in told
    assert "En text är borttagen" not in other.content.decode(), "he had not opened it"


def test_only_the_author_or_one_who_may_hold_the_function_may_strike(world: World) -> None:
    concern_written(world)
    colleague = officer(world, "registrar", beside=world.preschool)

    assert post(client_for(world, colleague), "writing_strike", world.concern.pk).status_code == 404
    assert not Struck.objects.exists()


def test_a_unit_with_more_about_the_child_stays_around_it(world: World) -> None:
    concern_written(world)
    payload = Concern(seen="Också det här.", child_says="Inget.")
    more = write_concern_about(world.noel, entry_id=uuid4(), payload=payload, by=world.linda, at=world.later())

    post(client_for(world, world.linda), "writing_strike", more.pk, **{"stryk-reason": "Fel barn."})

    assert world.preschool.pk in involved_units(world.noel.pk, at=world.later())


def test_a_revision_is_struck_and_kept_with_all_that_came_before(world: World) -> None:
    case_open(world)
    for text in ("Först.", "Sedan."):
        made(
            write_own_voice(
                case=world.case,
                answers={"hemmet": Contribution(works=text)},
                token=uuid4(),
                by=world.maria,
                at=world.later(),
            )
        )
    newest = Entry.objects.get(owner=world.bvc.pk, kind=Contribution.KIND, superseded_by=None)

    post(client_for(world, world.maria), "writing_keep", newest.pk, **_keep(world))

    assert KeptFrom.objects.count() == 2
