"""Handing out on another ground, as it is clicked; and the promise that some recipients give first."""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from barnetsplan.accounts.models import Account, Assignment
from barnetsplan.accounts.session import staff_actor
from barnetsplan.domain.disclosing import Stated
from barnetsplan.domain.identity import make_invented
from barnetsplan.domain.vocabulary import Ground, InvolvementReason, Regime, Strength
from barnetsplan.people.actions import admit_person, involve
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.records.models import Disclosure, Entry, Promise
from barnetsplan.records.queries import promise_place
from barnetsplan.vault.sealing import unseal
from tests.cast import make_unit
from tests.sign_in import client_for
from tests.world import World, gathered

REASON = "Socialtjänsten behöver veta det för att kunna stödja familjen."
CARE = "health_social_u18"


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def address(world: World) -> str:
    return reverse("disclose", args=[world.noel.pk])


def chosen(world: World, step: str, **otherwise: Any) -> dict[str, Any]:
    own = Entry.objects.filter(child=world.noel, owner=world.bvc.pk, kind="contribution")
    said = {
        "token": str(uuid4()),
        "entries": [str(pk) for pk in own.values_list("pk", flat=True)],
        "text": "",
        "recipient": str(world.social.pk),
        "step": step,
    }
    return said | otherwise


def decided(world: World, **otherwise: Any) -> dict[str, Any]:
    return chosen(
        world,
        "disclose",
        ground=CARE,
        stated=[Stated.NEEDED_FOR_CARE.value],
        reason=REASON,
        **otherwise,
    )


def test_law_03_the_bba_may_hand_out_in_three_steps(world: World) -> None:
    gathered(world)
    client = client_for(world, world.maria)

    first = client.get(address(world))
    second = client.post(address(world), chosen(world, "ground"))
    third = client.post(address(world), chosen(world, "conditions", ground=CARE))
    done = client.post(address(world), decided(world))

    assert " checked" not in text_of(first)
    assert "OSL 25:12" in text_of(second)
    assert " checked" not in text_of(second)
    assert "Följer sin kurva." in text_of(third), "what is handed out is read to the end first"
    assert "Följer sin kurva." not in text_of(second)
    act = Disclosure.objects.get(ground=Ground.HEALTH_SOCIAL_U18)
    assert done.headers["Location"] == reverse("disclosure", args=[act.pk])


def test_law_04_a_ground_that_does_not_reach_a_school_is_not_to_choose_and_says_why(world: World) -> None:
    gathered(world)
    page = client_for(world, world.maria).post(
        address(world), chosen(world, "ground", recipient=str(world.preschool.pk))
    )

    assert 'value="health_social_u18"' not in text_of(page)
    assert "Den grunden gäller inte mot den mottagaren." in text_of(page)
    assert 'value="no_harm_assessment"' in text_of(page)


def test_law_04_nor_is_it_when_it_is_sent_all_the_same(world: World) -> None:
    gathered(world)
    client_for(world, world.maria).post(address(world), decided(world, recipient=str(world.preschool.pk)))

    assert not Disclosure.objects.filter(ground=Ground.HEALTH_SOCIAL_U18).exists()


@pytest.mark.parametrize(
    ("without", "sentence"),
    [
        ({"stated": []}, "Kryssa i allt som grunden kräver"),
        ({"reason": ""}, "Skriv varför, i minst en hel mening."),
        ({"reason": "Kort."}, "Skriv varför, i minst en hel mening."),
        ({"untold": ["sara"]}, "Skriv varför barnet kan fara illa"),
    ],
)
def test_what_is_missing_gets_a_sentence_and_nothing_is_handed_out(
    world: World, without: dict[str, Any], sentence: str
) -> None:
    gathered(world)
    said = {**decided(world), **without}
    said["untold"] = [str(getattr(world, who).pk) for who in said.get("untold", ())]

    page = client_for(world, world.maria).post(address(world), said)

    assert page.status_code == 200
    assert sentence in text_of(page)
    if said["reason"]:
        assert said["reason"] in text_of(page), "nothing that was typed is lost"
    assert not Disclosure.objects.filter(ground=Ground.HEALTH_SOCIAL_U18).exists()


def test_nothing_chosen_gets_a_sentence(world: World) -> None:
    gathered(world)
    page = client_for(world, world.maria).post(address(world), chosen(world, "ground", entries=[]))

    assert "Välj något, eller skriv det som ska lämnas ut." in text_of(page)


def test_the_form_sent_twice_hands_out_once(world: World) -> None:
    gathered(world)
    client, said = client_for(world, world.maria), decided(world)

    first, second = client.post(address(world), said), client.post(address(world), said)

    assert first.headers["Location"] == second.headers["Location"]
    assert Disclosure.objects.filter(ground=Ground.HEALTH_SOCIAL_U18).count() == 1


@pytest.mark.parametrize("who", ["stranger", "leila"])
def test_whoever_is_not_around_the_child_may_not(world: World, who: str) -> None:
    gathered(world)
    client = client_for(world, getattr(world, who))

    unknown = client.get(reverse("disclose", args=[uuid4()]))

    assert client.get(address(world)).status_code == unknown.status_code == 404


def test_a_guardian_may_not(world: World) -> None:
    gathered(world)

    assert client_for(world, world.as_guardian(world.sara)).get(address(world)).status_code == 404


def handed(world: World) -> Disclosure:
    gathered(world)
    client_for(world, world.maria).post(address(world), decided(world))
    return Disclosure.objects.get(ground=Ground.HEALTH_SOCIAL_U18)


def test_law_05_it_is_on_the_recipients_desk_and_on_the_childs_page_of_both(world: World) -> None:
    act = handed(world)

    desk = text_of(client_for(world, world.leila).get(reverse("desk")))
    theirs = text_of(client_for(world, world.leila).get(reverse("child", args=[world.noel.pk])))
    ours = text_of(client_for(world, world.maria).get(reverse("child", args=[world.noel.pk])))

    assert "Ni har fått uppgifter om ett barn" in desk
    assert reverse("disclosure", args=[act.pk]) in desk
    assert reverse("disclosure", args=[act.pk]) in theirs
    assert reverse("disclosure", args=[act.pk]) in ours
    assert "Utlämnat utan samtycke" not in text_of(
        client_for(world, world.linda).get(reverse("child", args=[world.noel.pk]))
    )


def test_the_recipient_reads_what_was_handed_out_and_not_why(world: World) -> None:
    act = handed(world)
    page = reverse("disclosure", args=[act.pk])

    theirs = text_of(client_for(world, world.leila).get(page))
    ours = text_of(client_for(world, world.maria).get(page))

    assert "Följer sin kurva." in theirs
    assert REASON not in theirs
    assert REASON in ours
    assert client_for(world, world.linda).get(page).status_code == 404
    assert client_for(world, world.stranger).get(page).status_code == 404


def test_con_06_only_the_discloser_may_end_it_and_it_closes_at_once(world: World) -> None:
    act = handed(world)
    page, end = reverse("disclosure", args=[act.pk]), reverse("disclosure_end", args=[act.pk])

    assert client_for(world, world.leila).post(end).status_code == 404
    client_for(world, world.maria).post(end)

    assert client_for(world, world.leila).get(page).status_code == 403
    assert "Utlämnandet är avslutat." in text_of(client_for(world, world.maria).get(page))
    assert "Ni har fått uppgifter" not in text_of(client_for(world, world.leila).get(reverse("desk")))


def test_law_05_the_family_reads_that_it_was_told(world: World) -> None:
    act = handed(world)
    client = client_for(world, world.as_guardian(world.sara))
    plan, page = reverse("family_plan", args=[world.noel.pk]), reverse("family_handed", args=[act.pk])

    assert page in text_of(client.get(plan))
    assert "Barn och familj Lessebo" in text_of(client.get(page))
    assert REASON not in text_of(client.get(page))
    assert "Barn och familj Lessebo" in text_of(client.get(reverse("family_log", args=[world.noel.pk])))
    client.post(page)

    assert page not in text_of(client.get(plan))


def test_law_05_a_guardian_who_is_not_told_gets_the_page_of_an_unknown_thing(world: World) -> None:
    gathered(world)
    said = decided(world, untold=[str(world.daniel.pk)], untold_reason="Barnet kan fara illa.")
    client_for(world, world.maria).post(address(world), said)
    act = Disclosure.objects.get(ground=Ground.HEALTH_SOCIAL_U18)
    client = client_for(world, world.as_guardian(world.daniel))

    assert client.get(reverse("family_handed", args=[act.pk])).status_code == 404
    assert "Uppgifter har lämnats ut" not in text_of(client.get(reverse("family_plan", args=[world.noel.pk])))


def test_law_06_a_party_promises_before_anything_is_read(world: World) -> None:
    """OSL 10:3-4: handed to a guardian as a party, with a reservation."""
    gathered(world)
    said = chosen(
        world,
        "disclose",
        recipient=str(world.sara.pk),
        ground=Ground.PARTY_10_3.value,
        stated=[Stated.IS_PARTY.value, Stated.NO_PARAMOUNT_INTEREST.value],
        reason=REASON,
    )
    client_for(world, world.maria).post(address(world), said)
    act = Disclosure.objects.get(ground=Ground.PARTY_10_3)
    client, page = client_for(world, world.as_guardian(world.sara)), reverse("family_handed", args=[act.pk])

    before = text_of(client.get(page))
    client.post(page)
    after = text_of(client.get(page))

    reservation = current().disclosure.reservation
    assert act.reservation == reservation.version
    assert "Följer sin kurva." not in before
    assert reservation.text in before
    assert "Följer sin kurva." in after
    kept = Promise.objects.get()
    text = unseal(kept.sealed_text, key=world.noel.person.key, place=promise_place(kept.pk))
    assert (kept.person_id, text, kept.version) == (world.sara.pk, reservation.text, reservation.version)


@pytest.fixture
def club(world: World) -> Actor:
    """A leader in a football club, which only a contract binds."""
    unit = make_unit("club", "Vitsippans IF", "föreningen", "association", "avtal", Strength.STRONG, Regime.CONTRACT)
    person = admit_person(name="Tore Ledare", number=make_invented(world.at.date().replace(year=1985), 9), at=world.at)
    Account.objects.create(person=person)
    works = Assignment.objects.create(
        person=person,
        unit=unit,
        role="association_leader",
        valid_from=world.at,
        valid_until=world.at.replace(year=2027, month=6),
    )
    return staff_actor(works.pk, at=world.at)


def to_the_club(world: World, club: Actor) -> Disclosure:
    gathered(world)
    said = chosen(
        world,
        "disclose",
        recipient=str(club.party),
        ground=Ground.NO_HARM_ASSESSMENT.value,
        stated=[Stated.NOBODY_IS_HARMED.value],
        reason=REASON,
    )
    client_for(world, world.maria).post(address(world), said)
    return Disclosure.objects.get(ground=Ground.NO_HARM_ASSESSMENT)


def test_law_06_what_the_association_has_noticed_itself_is_its_own(world: World, club: Actor) -> None:
    involve(unit=club.party_id, child=world.noel.pk, reason=InvolvementReason.NOTICED, at=world.at)

    assert client_for(world, club).get(reverse("child", args=[world.noel.pk])).status_code == 200


def test_law_06_an_association_promises_before_anything_about_a_child_opens(world: World, club: Actor) -> None:
    act = to_the_club(world, club)
    client, page = client_for(world, club), reverse("disclosure", args=[act.pk])

    closed = client.get(page)
    asked = text_of(client.get(closed.headers["Location"]))
    promised = client.post(closed.headers["Location"])
    opened = text_of(client.get(promised.headers["Location"]))

    assert act.reservation == current().disclosure.reservation.version
    assert closed.headers["Location"].startswith(reverse("promise", args=[world.noel.pk]))
    assert current().disclosure.reservation.text in asked
    assert "Noel" not in asked
    assert promised.headers["Location"] == page
    assert "Följer sin kurva." in opened
    assert Promise.objects.get().person_id == club.person


def test_law_06_the_promise_is_of_each_person_and_of_each_child(world: World, club: Actor) -> None:
    to_the_club(world, club)
    client, child = client_for(world, club), reverse("child", args=[world.noel.pk])

    assert client.get(child).status_code == 302
    client.post(reverse("promise", args=[world.noel.pk]))
    assert client.get(child).status_code == 200

    colleague = admit_person(name="Ny Ledare", number=make_invented(world.at.date().replace(year=1986), 9), at=world.at)
    Account.objects.create(person=colleague)
    works = Assignment.objects.create(
        person=colleague,
        unit_id=club.party_id,
        role="association_leader",
        valid_from=world.at,
        valid_until=world.at.replace(year=2027, month=6),
    )
    assert client_for(world, staff_actor(works.pk, at=world.at)).get(child).status_code == 302


def test_law_06_an_authority_promises_nothing(world: World) -> None:
    act = handed(world)

    assert act.reservation == ""
    assert client_for(world, world.leila).get(reverse("disclosure", args=[act.pk])).status_code == 200


def test_law_06_whoever_is_not_around_the_child_has_nothing_to_promise(world: World, club: Actor) -> None:
    assert client_for(world, club).get(reverse("promise", args=[world.noel.pk])).status_code == 404


@pytest.mark.parametrize("way", ["https://ond.example/", "//ond.example/", "/min/"])
def test_the_way_on_from_a_promise_leads_nowhere_else(world: World, club: Actor, way: str) -> None:
    involve(unit=club.party_id, child=world.noel.pk, reason=InvolvementReason.RECEIVED, at=world.at)
    answer = client_for(world, club).post(f"{reverse('promise', args=[world.noel.pk])}?vidare={way}")

    assert answer.headers["Location"] == reverse("child", args=[world.noel.pk])
