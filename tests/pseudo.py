"""The pseudo-language: every text of the code, marked, accented and lengthened, to see what is forgotten or clipped.

``⟦Ŝpáááárá⟧`` still says "Spara": what stands on a page without the brackets never came through gettext, and what
does not fit will not fit in Finnish either. The catalogue is made anew from the code, in a folder of the test's own.
"""

import math
import re
import shutil
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from pathlib import Path

import polib
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings

from barnetsplan.ui.texts import PLACEHOLDER, compile_catalogue

#: ISO 639-2 keeps qaa-qtz for local use, so no catalogue of Django's own and no real language answers to it.
CODE = "qps"
OPEN, CLOSE = "⟦", "⟧"
LONGER = 1.4
_LONGEST_STRETCHED = 12
_ACCENTED = str.maketrans("aeiouyåäöcdgjlnrstzAEIOUYÅÄÖCDGJLNRSTZ", "áéíóúýāãõčďğĵľñřšťžÁÉÍÓÚÝĀÃÕČĎĞĴĽÑŘŠŤŽ")
_VOWELS = "áéíóúýāãõÁÉÍÓÚÝĀÃÕ"
_FILLING = "õñéžóřáš"
#: What is not words: values that are put in, HTML with its attributes, and characters by name.
_KEPT = re.compile(rf"({PLACEHOLDER.pattern}|<[^>]+>|&#?\w+;)")
_WORD = re.compile(r"[^\W\d_]+")


def pseudo(text: str) -> str:
    """A text in the pseudo-language: the same placeholders and HTML, forty per cent longer, in brackets."""
    parts = [part if _KEPT.fullmatch(part) else _WORD.sub(_accented, part) for part in _KEPT.split(text)]
    lack = math.ceil(_words_in(text) * LONGER) - sum(_words_in(part) for part in parts)
    # A word that is already long gets company instead: no language doubles "barnkonventionen".
    filling = "".join(f" {_FILLING[: min(len(_FILLING), lack - at)]}" for at in range(0, lack, len(_FILLING)))
    return OPEN + "".join(parts) + filling + CLOSE


def _words_in(text: str) -> int:
    return len(_KEPT.sub("", text))


def _accented(found: re.Match[str]) -> str:
    word = found[0].translate(_ACCENTED)
    if len(word) > _LONGEST_STRETCHED:
        return word
    last = max(word.rfind(vowel) for vowel in _VOWELS)
    return word if last < 0 else word[:last] + word[last] * (1 + math.ceil(len(word) * (LONGER - 1))) + word[last + 1 :]


def write_catalogue(folder: Path) -> Path:
    """Collect every text of the code, as ``makemessages`` does, and write the compiled catalogue to this folder."""
    package = Path(settings.PACKAGE)
    source, locale = folder / "source", folder / "locale"
    # makemessages leaves its own files beside what it reads, so it reads a copy.
    shutil.copytree(package, source, ignore=_not_code)
    locale.mkdir()
    with chdir(source), override_settings(LOCALE_PATHS=[locale]):
        call_command("makemessages", locale=[CODE], verbosity=0, add_location="never")
    po = locale / CODE / "LC_MESSAGES" / "django.po"
    catalogue = polib.pofile(str(po))
    catalogue.metadata["Plural-Forms"] = "nplurals=2; plural=(n != 1);"
    for entry in catalogue:
        if entry.msgid_plural:
            entry.msgstr_plural = {0: pseudo(entry.msgid), 1: pseudo(entry.msgid_plural)}
        else:
            entry.msgstr = pseudo(entry.msgid)
        entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
    catalogue.save()
    compile_catalogue(po)
    return locale


def _not_code(folder: str, names: list[str]) -> set[str]:
    """What holds no text of a page; the gallery of components is not routed."""
    return {
        name
        for name in names
        if name in {"tests", "migrations", "static", "static_src", "__pycache__"}
        or name.startswith("gallery")
        or not ((Path(folder) / name).is_dir() or name.endswith((".html", ".py", ".txt")))
    }


@contextmanager
def spoken(folder: Path) -> Iterator[None]:
    """Let who asks for it (``Accept-Language: qps``) have every page in the pseudo-language.

    Swedish stays the language of the house, as it does for every real translation: texts that are read when the
    program starts, instead of when the page is made, come out in Swedish and are found. Changing these settings
    makes Django forget the catalogues that it has read (``django.test.signals``), on the way in and on the way out.
    """
    languages = [*settings.LANGUAGES, (CODE, "Pseudo")]
    with override_settings(LANGUAGES=languages, LOCALE_PATHS=[write_catalogue(folder)]):
        yield
