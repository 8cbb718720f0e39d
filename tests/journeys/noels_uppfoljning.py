"""Noel's journey after the plan is published: steps 5 and 6, from the first report to the end of the plan."""

from tests.journeys.noels_plan import BILDSCHEMA, FAMILY_SUPPORT, GOAL, board, call, line, publish, section
from tests.journeys.noels_resa import DANIEL, LEILA, LINDA, MARIA, SARA, SOCIAL, childs_page, familys_page
from tests.journeys.play import Play, in_days

HEMMET = "Kvällarna är lugna."
NEW_ACTION = "Noel börjar i en lekgrupp"


def report(play: Play) -> None:
    """Step 5: reports, who has read, one area taken back and given again."""
    for name, status, words in (
        (LINDA, "Pågår", "Bilderna hänger i hallen och Noel visar dem själv."),
        (LEILA, "Har börjat", "Vi har varit hemma en gång."),
    ):
        play.become(name)
        play.waiting("Berätta hur det går med er insats")
        play.tick(status)
        play.fill("En mening om hur det går", words)
        play.press("Spara rapporten")
        play.reads(words)
    _the_map_is_the_same(play)
    _who_has_read(play)
    _take_back(play)
    _closed_at_the_next_click(play)
    _give_back(play)


def _open_plan(play: Play, name: str) -> None:
    play.become(name)
    childs_page(play)
    play.follow("planen")


def _the_map_is_the_same(play: Play) -> None:
    for name, reads_home in ((LINDA, False), (LEILA, True)):
        _open_plan(play, name)
        play.reads(GOAL, BILDSCHEMA, FAMILY_SUPPORT, "Bilderna hänger i hallen", "Vi har varit hemma en gång.")
        play.unfold()
        (play.reads if reads_home else play.does_not_read)(HEMMET)


def _who_has_read(play: Play) -> None:
    play.become(SARA)
    familys_page(play)
    play.follow("Se alla som har läst")
    play.reads("Vem har läst?", "Leila Holm", "Linda Ahl", "Maria Sand")


def _take_back(play: Play) -> None:
    familys_page(play)
    play.menu("Vem får se")
    part = play.page.locator("main section", has=play.page.get_by_role("heading", name=SOCIAL))
    row = part.locator("tr", has_text="Hemmet")
    row.locator("summary").click()
    play.reads("har redan fått läsa", "Hjälpen ni har fortsätter")
    row.get_by_role("button", name="Ja, sluta dela").click()
    play.look()


def _closed_at_the_next_click(play: Play) -> None:
    _open_plan(play, LEILA)
    play.does_not_read(HEMMET)
    play.reads("delas inte längre med er", FAMILY_SUPPORT, "Vi har varit hemma en gång.")
    play.become(MARIA)
    play.waiting("Ring: ett ja har tagits tillbaka")
    play.become(MARIA)
    row = play.page.locator("main li", has_text="Ring: ett ja har tagits tillbaka").filter(has_text="Noel")
    row.get_by_role("button", name="Jag har ringt").click()
    play.look()
    play.nothing_waits("Ring: ett ja har tagits tillbaka")


def _give_back(play: Play) -> None:
    play.become(SARA)
    familys_page(play)
    play.menu("Vem får se")
    part = play.page.locator("main section", has=play.page.get_by_role("heading", name=SOCIAL))
    row = part.locator("tr", has_text="Hemmet")
    row.locator("summary").click()
    row.get_by_role("button", name="Ja, det får de").click()
    play.look()
    _open_plan(play, LEILA)
    play.unfold()
    play.reads(HEMMET)


def follow_up(play: Play) -> None:
    """Step 6: social services hold the plan together, version 2, and the end with what the plan gave."""
    _open_plan(play, MARIA)
    play.follow("Lämna över")
    play.tick(SOCIAL)
    play.press("Skicka frågan")
    play.become(LEILA)
    play.waiting("ni föreslås hålla ihop planen")
    play.press("Ja, vi tar över")
    play.reads("Version 1")
    _second_version(play)
    _open_plan(play, MARIA)
    play.reads("Version 2", NEW_ACTION)
    _end(play)


def _second_version(play: Play) -> None:
    call(play, LEILA, "Hur går det nu, och vad gör vi härnäst?")
    board(play, LEILA)
    play.reads("från förra versionen", BILDSCHEMA)
    here = section(play, "insatser", "Lägg till något som ska hända")
    play.fill("Det här händer", NEW_ACTION, within=here)
    play.choose("Vem gör det?", SOCIAL, within=here)
    play.fill("När händer det?", "torsdagar", within=here)
    line(play, "insatser", NEW_ACTION)
    play.follow("Avsluta")
    play.tick("Ja")
    play.fill("Då ses vi igen", in_days(90))
    if play.field("Barnets egna ord står inte på bladet").count():
        play.fill("Barnets egna ord står inte på bladet", "Noel ville inte säga något i dag.")
    play.press("Avsluta mötet")
    for name in (SARA, DANIEL):
        play.become(name)
        familys_page(play)
        play.follow("Läs och svara")
        play.reads(NEW_ACTION, "Familjen läser först.")
        play.page.locator("main").get_by_label("Jag håller med", exact=True).check(force=True)
        play.press("Skicka mitt svar")
    publish(play, LEILA)


def _end(play: Play) -> None:
    _open_plan(play, LEILA)
    play.follow("Avsluta planen")
    play.fill("Hur gick det?", "Lämningen är lugn sedan en månad.")
    play.fill("Vad gav planen?", "Nu vinkar jag i fönstret.", nth=0)
    play.fill("Vad gav planen?", "Vi behövde inte berätta samma sak många gånger.", nth=1)
    play.press("Avsluta planen")
    for name in (SARA, DANIEL):
        play.become(name)
        familys_page(play)
        play.reads("Nu vinkar jag i fönstret.", "Lämningen är lugn sedan en månad.")
