"""The pages of protection: who may, who may not, bad input, and the flag at the top."""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from barnetsplan.domain.protection import Protection
from barnetsplan.people.models import Child
from barnetsplan.protection.actions import take_from_register
from barnetsplan.protection.models import Listed, Mark
from barnetsplan.protection.words import KINDS
from tests.protected import ProtectedWorld
from tests.sign_in import client_for
from tests.world import concern_sent, reported


@pytest.fixture
def sent(guarded: ProtectedWorld) -> ProtectedWorld:
    concern_sent(guarded)
    return guarded


def post(client: Any, name: str, key: Any, **data: str) -> Any:
    return client.post(reverse(name, args=[key]), {"token": str(uuid4()), **data})


def test_prot_04_only_an_officer_may_list_all_protected_and_only_around_the_own_organisation(
    sent: ProtectedWorld,
) -> None:
    sent.protected()
    url = reverse("protected")
    page = client_for(sent, sent.officer).get(url).content.decode()
    assert "Noel Lindqvist" in page
    for who in (sent.maria, sent.linda, sent.stranger, sent.as_guardian(sent.sara)):
        assert client_for(sent, who).get(url).status_code == 404
    sent.officer_unit.domain.organisation = sent.school.domain.organisation
    sent.officer_unit.domain.save()
    assert "Noel" not in client_for(sent, sent.officer).get(url).content.decode()
    assert client_for(sent, sent.officer).get(reverse("protected_keep", args=[sent.noel.pk])).status_code == 404


@pytest.mark.parametrize("query", ["sort=name", "sortera=skydd", "q=Noel", "protection=named", "sida=2"])
def test_prot_04_there_is_nothing_to_sort_or_search_by(sent: ProtectedWorld, query: str) -> None:
    sent.protected()
    for who, name in ((sent.officer, "protected"), (sent.officer, "children"), (sent.linda, "children")):
        client = client_for(sent, who)
        assert _main(client.get(reverse(name))) == _main(client.get(f"{reverse(name)}?{query}"))


def _main(response: Any) -> str:
    text: str = response.content.decode()
    return text[text.index("<main") : text.index("</main>")]


@pytest.mark.parametrize("protection", [each for each in Protection if each is not Protection.NONE])
def test_prot_04_the_flag_stands_in_plain_text_at_the_top_and_on_paper(
    sent: ProtectedWorld, protection: Protection
) -> None:
    if protection in {Protection.PLACE, Protection.NAMED}:
        sent.protected(protection, by=sent.maria)
    else:
        take_from_register(person=sent.noel.pk, marks=[protection], at=sent.later())
        sent.listed(sent.maria)
    words = {"place": "platsen är dold", "named": "bara namngivna personer öppnar"}
    page = _main(client_for(sent, sent.maria).get(reverse("child", args=[sent.noel.pk])))

    flag = page.index(words.get(protection, str(KINDS[protection])))
    assert flag < page.index("<h1"), "at the top"
    assert "no-print" not in page[:flag], "on print-outs too"


def test_prot_04_a_child_without_protection_has_no_flag_and_the_family_sees_none(sent: ProtectedWorld) -> None:
    url = reverse("child", args=[sent.noel.pk])
    assert "Skyddade uppgifter" not in client_for(sent, sent.maria).get(url).content.decode()
    sent.protected(Protection.PLACE)
    family = client_for(sent, sent.as_guardian(sent.daniel)).get(reverse("family_plan", args=[sent.noel.pk]))
    assert "Skyddade uppgifter" not in family.content.decode()


def test_prot_04_every_page_about_the_child_carries_the_flag(guarded: ProtectedWorld) -> None:
    reported(guarded)
    guarded.protected(by=guarded.maria)
    client = client_for(guarded, guarded.maria)
    keys = {
        "child": guarded.noel.pk,
        "plan": guarded.plan.pk,
        "plan_end": guarded.plan.pk,
        "wheel": guarded.case.pk,
        "meeting_call": guarded.case.pk,
        "consent_follow": guarded.circle.pk,
        "concern": guarded.concern.pk,
        "child_protect": guarded.noel.pk,
    }
    for name, key in keys.items():
        assert "bara namngivna personer öppnar" in client.get(reverse(name, args=[key])).content.decode(), name


def test_an_officer_may_list_and_a_second_may_confirm_by_clicking(sent: ProtectedWorld) -> None:
    sent.protected()
    first, second = client_for(sent, sent.officer), client_for(sent, sent.second)
    page = first.get(reverse("protected_keep", args=[sent.noel.pk])).content.decode()
    assert "Maria Sand" in page
    assert "Linda Ahl" not in page, "she works in another organisation"

    post(first, "protected_keep", sent.noel.pk, person=str(sent.maria.person), reason="Är BBA.")
    row = Listed.objects.get()
    mine = first.get(reverse("protected_keep", args=[sent.noel.pk])).content.decode()
    theirs = second.get(reverse("protected_keep", args=[sent.noel.pk])).content.decode()
    assert 'value="confirm"' not in mine
    assert 'value="confirm"' in theirs
    assert "Är BBA." in theirs
    post(first, "protected_keep", sent.noel.pk, do="confirm", row=str(row.pk))
    row.refresh_from_db()
    assert row.confirmed_at is None
    post(second, "protected_keep", sent.noel.pk, do="confirm", row=str(row.pk))
    row.refresh_from_db()
    assert row.confirmed_at is not None
    post(second, "protected_keep", sent.noel.pk, do="end", row=str(row.pk))
    row.refresh_from_db()
    assert row.ended_at is not None


def test_two_officers_may_lower_and_one_may_not_by_clicking(sent: ProtectedWorld) -> None:
    sent.protected()
    mark = str(Mark.objects.get().pk)
    first, second = client_for(sent, sent.officer), client_for(sent, sent.second)
    post(first, "protected_keep", sent.noel.pk, do="lower", row=mark)
    again = first.get(reverse("protected_keep", args=[sent.noel.pk])).content.decode()
    assert "confirm_lower" not in again
    post(first, "protected_keep", sent.noel.pk, do="confirm_lower", row=mark)
    assert Child.objects.get(pk=sent.noel.pk).protection == Protection.NAMED
    gone = post(second, "protected_keep", sent.noel.pk, do="confirm_lower", row=mark)
    assert gone["Location"] == reverse("protected")
    assert Child.objects.get(pk=sent.noel.pk).protection == Protection.NONE
    assert second.get(reverse("protected_keep", args=[sent.noel.pk])).status_code == 404


def test_bad_input_to_the_officers_page_changes_nothing(sent: ProtectedWorld) -> None:
    sent.protected()
    client = client_for(sent, sent.officer)
    for data in ({"do": "confirm", "row": "x"}, {"do": "confirm", "row": str(uuid4())}, {"do": "nothing"}):
        assert post(client, "protected_keep", sent.noel.pk, **data).status_code in {200, 302}
    page = post(client, "protected_keep", sent.noel.pk, person=str(sent.linda.person), reason="Vill.")
    assert "Välj ett av alternativen." in page.content.decode()
    page = post(client, "protected_keep", sent.noel.pk, person=str(sent.maria.person), reason="")
    assert "Skriv något här." in page.content.decode()
    assert not Listed.objects.exists()


def test_prot_06_who_works_with_the_child_may_protect_and_the_neighbour_may_not(sent: ProtectedWorld) -> None:
    said = {"protection": "named", "reason": "Pappan söker dem."}
    assert post(client_for(sent, sent.stranger), "child_protect", sent.noel.pk, **said).status_code == 404
    assert Child.objects.get(pk=sent.noel.pk).protection == Protection.NONE
    client = client_for(sent, sent.linda)
    empty = post(client, "child_protect", sent.noel.pk, protection="named", reason="")
    assert "Skriv något här." in empty.content.decode()
    wrong = post(client, "child_protect", sent.noel.pk, protection="confidentiality_marked", reason="Jo.")
    assert "Välj ett av alternativen." in wrong.content.decode()
    done = post(client, "child_protect", sent.noel.pk, **said)
    assert (done.status_code, done["Location"]) == (302, reverse("child", args=[sent.noel.pk]))
    assert Child.objects.get(pk=sent.noel.pk).protection == Protection.NAMED


def test_prot_06_the_way_to_protect_stands_on_the_childs_page_from_the_first_concern_on(sent: ProtectedWorld) -> None:
    """Also for a unit that has no case and no plan with the child."""
    page = client_for(sent, sent.linda).get(reverse("child", args=[sent.noel.pk]))

    assert reverse("child_protect", args=[sent.noel.pk]) in page.content.decode()


def test_prot_06_a_guardian_may_protect_and_another_family_may_not(sent: ProtectedWorld) -> None:
    said = {"protection": "place", "reason": "Vi har flyttat."}
    page = client_for(sent, sent.as_guardian(sent.sara)).get(reverse("family_contacts", args=[sent.noel.pk]))
    assert reverse("family_protect", args=[sent.noel.pk]) in page.content.decode()
    assert post(client_for(sent, sent.linda), "family_protect", sent.noel.pk, **said).status_code == 404
    done = post(client_for(sent, sent.as_guardian(sent.sara)), "family_protect", sent.noel.pk, **said)
    assert done["Location"] == reverse("family_contacts", args=[sent.noel.pk])
    assert Child.objects.get(pk=sent.noel.pk).protection == Protection.PLACE
    again = client_for(sent, sent.as_guardian(sent.sara)).get(reverse("family_protect", args=[sent.noel.pk]))
    assert "Gäller redan" not in again.content.decode(), "what another guardian has set is not told"


@pytest.mark.parametrize(
    "way", ["https://elsewhere.example/", "//elsewhere.example", "/min/", "javascript:alert(1)", ""]
)
def test_the_way_on_after_a_reason_leads_nowhere_else(sent: ProtectedWorld, way: str) -> None:
    sent.protected()
    sent.listed(sent.maria, gives_reason=False)
    url = f"{reverse('protected_reason', args=[sent.noel.pk])}?vidare={way}"

    gone = client_for(sent, sent.maria).post(url, {"token": str(uuid4()), "reason": "Ringer."})

    assert gone["Location"] == reverse("child", args=[sent.noel.pk])


def test_a_reason_is_asked_of_nobody_who_is_not_listed(sent: ProtectedWorld) -> None:
    sent.protected()
    url = reverse("protected_reason", args=[sent.noel.pk])
    for who in (sent.maria, sent.officer, sent.stranger, sent.as_guardian(sent.sara)):
        assert client_for(sent, who).get(url).status_code == 404
    sent.listed(sent.maria, gives_reason=False)
    empty = post(client_for(sent, sent.maria), "protected_reason", sent.noel.pk, reason="")
    assert "Skriv något här." in empty.content.decode()
