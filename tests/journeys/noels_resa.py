"""Noel's journey as it is played by clicking: six steps, each part by the person who does it (the Lessebo pilot)."""

from barnetsplan.practice.load import current
from tests.journeys.play import Play

PRESCHOOL, BVC, SOCIAL = "Förskolan Gullvivan", "BVC Hovmantorp", "Barn och familj Lessebo"
LINDA, MARIA, LEILA = "Linda Ahl", "Maria Sand", "Leila Holm"
SARA, DANIEL = "Sara Lindqvist", "Daniel Lindqvist"
SEEN = "Noel blir mycket ledsen vid lämning och leker mest ensam."
NOT_ALL = "Alla svar är inte klara. Inget delas än."


def notice(play: Play, number: str) -> None:
    """Step 1: the preschool writes what it sees, and sends it to BVC on the guardians' oral yes."""
    play.become(LINDA)
    play.menu("Uppmärksamma")
    play.reads("Far ett barn illa?", "112")
    assert play.required_fields == current().budgets.notice
    play.fill("Barnets personnummer", number)
    play.fill("Vad har du sett eller hört?", SEEN)
    play.fill("Vad fungerar för barnet?", "Han bygger länge och gärna.")
    play.fill("Vad säger barnet själv?", "Jag vill att mamma stannar.")
    play.fill("Vad har ni provat", "Samma vuxen möter honom varje morgon. Det hjälper lite.")
    play.press("Spara hos oss")
    play.reads("Noel Lindqvist", SEEN)
    play.follow("Skicka")
    play.reads("Får förskolan berätta för BVC vad de har sett")
    play.press("Skicka", exact=True)
    play.reads("Alla som frågas behöver säga ja")
    for name in (SARA, DANIEL):
        play.tick(f"Jag har talat med {name}")
    play.press("Skicka", exact=True)
    play.reads(BVC)

    play.become(MARIA)
    play.waiting("Nytt: någon är orolig för ett barn")
    play.reads(SEEN, "Jag vill att mamma stannar.")
    play.fill("Något du vill säga redan nu?", "Tack Linda, jag ringer dig.")
    play.press("Ta emot")

    play.become(LINDA)
    play.waiting("Mottaget: ni blir uppringda")
    play.reads(BVC, "ringer", "Tack Linda, jag ringer dig.")


def gather(play: Play) -> None:
    """Step 2: the nurse opens a case, asks the family, Noel and, after a small yes, the preschool."""
    _open_case(play)
    play.follow("Fråga familjen")
    play.press("Skicka frågan")
    childs_page(play)
    play.follow("Skriv barnets egna ord")
    play.reads("Om du berättar att någon gör dig illa")
    play.fill("Det som är bra", "Jag leker med Ali i sandlådan.", nth=2)
    play.fill("Det som är svårt", "När mamma går.", nth=2)
    play.tick(SARA)
    play.press("Spara barnets ord")
    play.reads("Svara ja eller nej.")
    play.tick("Nej", within="fieldset:has-text('Kan barnet fara illa')")
    play.press("Spara barnets ord")
    play.does_not_read("Svara ja eller nej.")
    for name, good, hard in (
        (SARA, "Kvällarna är lugna.", "Morgnarna."),
        (DANIEL, "Han är nyfiken.", "Vi hinner lite."),
    ):
        _answer_as_family(play, name, good, hard)
    _ask_preschool(play)
    _small_yes(play)
    _answer_as_preschool(play)
    _lay_out_the_wheel(play)


def _open_case(play: Play) -> None:
    play.become(MARIA)
    childs_page(play)
    play.follow("Från")
    play.follow("Öppna ärende")
    for area in ("Utveckling", "Hemmet", "Relationer"):
        play.tick(area)
    play.press("Öppna ärende")


def childs_page(play: Play) -> None:
    """Noel's page, from the list of children that one works with."""
    play.menu("Barn jag arbetar med")
    play.follow("Noel Lindqvist")


def _answer_as_family(play: Play, name: str, good: str, hard: str) -> None:
    play.become(name)
    familys_page(play)
    play.follow("Läs och svara")
    play.fill("Det som är bra", good, nth=1)
    play.fill("Det som är svårt", hard, nth=1)
    play.press("Skicka svaret")
    play.does_not_read("Kvällarna är lugna." if name == DANIEL else "Han är nyfiken.")


def familys_page(play: Play) -> None:
    """Noel's page in the family's own rooms."""
    play.go("/min/")
    link = play.page.locator("main").get_by_role("link", name="Noel")
    if "/barn/" not in play.page.url and link.count():
        link.first.click()
        play.look()


def _ask_preschool(play: Play) -> None:
    play.become(MARIA)
    childs_page(play)
    play.follow("Fråga en verksamhet")
    play.choose("Vilken verksamhet vill du fråga?", PRESCHOOL)
    play.page.locator("main").get_by_label("Hemmet").uncheck(force=True)
    play.fill("Din fråga till verksamheten", "Hur har Noel det i leken och vid lämning?")
    play.tick("Barnet har sagt det själv")
    play.fill("Vad tycker barnet?", "Fröken får gärna veta.")
    play.press("Fråga familjen om lov")
    play.become(LINDA)
    play.nothing_waits("Svara på en fråga")


def _small_yes(play: Play) -> None:
    question = "Får BVC och förskolan prata om utveckling och relationer?"
    for name, after in ((SARA, NOT_ALL), (DANIEL, "")):
        play.become(name)
        familys_page(play)
        play.follow("Läs och svara")
        play.reads(question)
        play.tick("Ja")
        play.press("Skicka mitt svar")
        play.reads(*([after] if after else []))


def _answer_as_preschool(play: Play) -> None:
    play.become(LINDA)
    play.waiting("Svara på en fråga")
    play.reads("Hur har Noel det i leken och vid lämning?", BVC)
    play.does_not_read("Kvällarna är lugna.", "Jag leker med Ali")
    play.fill("Det som fungerar", "Bygger länge och noga.", nth=0)
    play.fill("Det som är utmanande", "Har få ord när han blir ledsen.", nth=0)
    play.fill("Det som är utmanande", "Leker mest ensam.", nth=1)
    play.press("Skicka")


def _lay_out_the_wheel(play: Play) -> None:
    play.become(MARIA)
    childs_page(play)
    play.follow("Se rösterna i hjulet")
    play.page.locator("main").get_by_role("link", name="Hemmet").first.click()
    play.look()
    play.reads("Kvällarna är lugna.", "Han är nyfiken.", SARA, DANIEL)
    play.page.locator("main").get_by_role("link", name="Relationer").first.click()
    play.look()
    play.reads("Jag leker med Ali", "Leker mest ensam.")
    play.press("Visa rösterna för familjen")
