"""Noel's journey from the analysis to the end of the plan: steps 3 to 6, each part by the person who does it."""

from playwright.sync_api import expect

from barnetsplan.practice.load import current
from tests.journeys.noels_resa import (
    DANIEL,
    LEILA,
    LINDA,
    MARIA,
    NOT_ALL,
    PRESCHOOL,
    SARA,
    SOCIAL,
    childs_page,
    familys_page,
)
from tests.journeys.play import Play, in_days

GOAL = "Noel känner sig trygg vid lämning."
BILDSCHEMA = "Bildschema vid lämning"
FAMILY_SUPPORT = "Familjestöd hemma en kväll i veckan"
DISSENT = "En kväll är för lite, tycker jag."
#: Milliseconds in which what one writes on the board stands there, with room for a busy machine.
SEEN_WITHIN = 15_000


def analyse(play: Play) -> None:
    """Step 3: the model's three questions, and one plain question for each service."""
    play.become(MARIA)
    childs_page(play)
    play.follow("Skriv analysen")
    play.fill("Sammanfattning", "Alla ser att lämningen är svår och att Noel leker ensam.")
    play.fill("Vad vill barnet?", "Noel vill ha någon nära när mamma går.")
    play.tick(current().outcome("collaboration").label)
    play.tick(current().sector("social_services").label)
    play.press("Spara analysen")
    _ask_for_the_circle(play)
    _one_yes_is_not_all(play)
    _answer_circle(play, DANIEL)
    play.does_not_read(NOT_ALL)
    play.become(MARIA)
    play.waiting("Familjen har svarat om samtycke")
    play.reads("Alla har sagt ja.")


def _ask_for_the_circle(play: Play) -> None:
    if "samtycken" not in play.page.url:
        childs_page(play)
        play.follow("Fråga om samtycke")
    _does_the_family_need_to_be_asked(play)
    play.press("Läs som familjen")
    play.reads("Välj minst en verksamhet att fråga om.")
    play.tick("Barnet har sagt det själv")
    play.fill("Vad tycker barnet?", "Fröken får gärna veta.")
    for service, areas in ((PRESCHOOL, ("Utveckling",)), (SOCIAL, ("Hemmet", "Relationer"))):
        play.tick(service)
        group = play.page.locator("main .choices > div", has=play.page.get_by_label(service, exact=True))
        group.locator("summary").first.click()
        for area in areas:
            group.get_by_label(area).check(force=True)
    play.press("Läs som familjen")
    play.reads("Så här läser familjen frågan", SOCIAL, PRESCHOOL)
    play.press("Skicka frågan")


def _does_the_family_need_to_be_asked(play: Play) -> None:
    """One small question for each service: nothing would be told them anyway, so the family is asked."""
    play.follow("Börja här")
    for service in (PRESCHOOL, SOCIAL):
        play.tick(service)
    play.press("Gå vidare")
    play.reads("Skulle uppgiften lämnas ändå?", PRESCHOOL, SOCIAL)
    for number in range(2):
        play.tick("Nej. Vi frågar familjen.", nth=number)
    play.press("Spara")
    play.follow("Fråga familjen")


def _one_yes_is_not_all(play: Play) -> None:
    _answer_circle(play, SARA)
    play.reads("Du har sagt ja", NOT_ALL)
    play.does_not_read(DANIEL)
    play.become(LEILA)
    play.does_not_read("Noel")
    play.become(MARIA)
    play.waiting("vilka får läsa planen?")
    play.reads("Svaret saknas", "Har svarat")


def _answer_circle(play: Play, name: str) -> None:
    play.become(name)
    familys_page(play)
    play.follow("Läs och svara")
    play.press("Skicka mitt svar")
    play.reads("Svara ja eller nej på den här frågan.")
    for number in range(2):
        play.tick("Ja", nth=number)
    for area in ("Utveckling", "Hemmet", "Relationer"):
        play.tick(area)
    play.press("Skicka mitt svar")


def meet(play: Play) -> None:
    """Step 4: the meeting writes the plan; all were in the room, so all have it at once; the family says its view."""
    call(play, MARIA, "Hur blir lämningen lugn för Noel?")
    for name in (LINDA, LEILA):
        play.become(name)
        play.waiting("Svara på en kallelse till möte")
        play.press("Vi kommer")
    for name in (SARA, DANIEL):
        play.become(name)
        familys_page(play)
        play.press("Jag kommer")
    _write_the_plan(play)
    _finish(play)
    play.become(LEILA)
    play.waiting("Planen har en ny version")
    play.reads("Version 1", GOAL)
    for name, reply in ((SARA, "Jag håller med"), (DANIEL, "Jag håller med om en del")):
        _answer_plan(play, name, reply)


def call(play: Play, by: str, question: str) -> None:
    """Call a meeting a week ahead."""
    play.become(by)
    childs_page(play)
    play.follow("Kalla till")
    assert play.required_fields <= current().budgets.call
    play.fill("Vilken dag?", in_days(7))
    play.fill("Vilken tid?", "15:00")
    play.fill("Var?", "Rummet Eken på BVC")
    play.fill("Vad ska mötet handla om?", question)
    play.tick(current().participation("for_a_while").label)
    play.press("Skicka kallelsen")


def board(play: Play, by: str) -> None:
    """Open the meeting's board; it wears the family's dress."""
    play.become(by)
    childs_page(play)
    play.follow("Öppna mötets blad")
    play.does_not_read("Far ett barn illa?", "Försenad")


def section(play: Play, section: str, summary: str) -> str:
    """Unfold the form of a section of the board; returns where it is."""
    fold = play.page.locator(f"#{section} details", has=play.page.locator("form")).filter(has_text=summary).first
    if fold.get_attribute("open") is None:
        fold.locator("summary").first.click()
    return f"#{section}"


def line(play: Play, section: str, words: str, *, shows: str = "") -> None:
    """Write the line of a section on the board, and see it stand there, before one writes on."""
    play.page.locator(f"#{section}").get_by_role("button", name="Skriv på bladet").first.click()
    expect(play.page.locator(f"#lista-{shows or section}")).to_contain_text(words, timeout=SEEN_WITHIN)
    play.look()


def _write_the_plan(play: Play) -> None:
    board(play, MARIA)
    required = 0
    here = section(play, "mal", "")
    play.fill("Så vill vi att det ska bli", GOAL, within=here)
    play.choose("Område", "Relationer", within=here)
    required += play.page.locator("#mal form [data-required]").count()
    line(play, "mal", GOAL)
    actions = ((BILDSCHEMA, PRESCHOOL, "varje dag", "Barnet"), (FAMILY_SUPPORT, SOCIAL, "tisdagar", "Familjen"))
    for text, who, when, support in actions:
        here = section(play, "insatser", "Lägg till något som ska hända")
        play.fill("Det här händer", text, within=here)
        play.choose("Vem gör det?", who, within=here)
        play.fill("När händer det?", when, within=here)
        play.tick(support, within=here)
        required += play.page.locator("#insatser form [data-required]").count()
        line(play, "insatser", text)
    for person, service in (("Linda Ahl", PRESCHOOL), ("Leila Holm", SOCIAL)):
        _contact(play, person, service)
        required += 1
    for voice, words, shows in (
        ("Noel", "Jag vill ha min bok med mig.", "barnets-ord"),
        (SARA, "Vi vill ha lugna morgnar.", "ord"),
    ):
        here = section(play, "ord", "Lägg till egna ord")
        play.tick(voice, within=here)
        play.fill("Egna ord", words, within=here)
        line(play, "ord", words, shows=shows)
    here = section(play, "olika", "Skriv att någon tycker annorlunda")
    play.tick(DANIEL, within=here)
    play.choose("Om vad?", FAMILY_SUPPORT, within=here)
    play.fill("Så här tycker jag i stället", DISSENT, within=here)
    line(play, "olika", DISSENT)
    play.reads(GOAL, BILDSCHEMA, FAMILY_SUPPORT, DISSENT, "Jag vill ha min bok med mig.")
    play.required_in_plan = required


def _contact(play: Play, person: str, service: str) -> None:
    heading = play.page.get_by_role("heading", name=service)
    part = play.page.locator("#kontakter .service", has=heading)
    part.locator("summary").first.click()
    part.get_by_label("Namn").fill(person)
    part.get_by_role("button", name="Skriv på bladet").click()
    expect(part.locator(".board-line")).to_contain_text(person, timeout=SEEN_WITHIN)
    play.look()


def _finish(play: Play) -> None:
    play.follow("Avsluta")
    assert play.required_in_plan + play.required_fields <= current().budgets.plan_with_two_actions
    play.tick("Ja")
    play.fill("Då ses vi igen", in_days(60))
    play.fill("Anteckning vid sidan av planen", "Noel var med en stund och visade sin bok.")
    play.press("Avsluta mötet")


def _answer_plan(play: Play, name: str, reply: str) -> None:
    play.become(name)
    familys_page(play)
    play.follow("Läs och svara")
    play.reads(GOAL, BILDSCHEMA, FAMILY_SUPPORT, DISSENT)
    play.page.locator("main").get_by_label(reply, exact=True).check(force=True)
    if name == DANIEL:
        play.fill("Vill du säga något om planen?", "Jag vill ha två kvällar.")
    play.press("Skicka mitt svar")


def publish(play: Play, by: str) -> None:
    """Publish what the family, who was not in the room, has read."""
    play.become(by)
    play.waiting("Familjen har svarat på planen")
    play.press("Publicera till kretsen")
