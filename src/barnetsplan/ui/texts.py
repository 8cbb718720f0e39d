"""The catalogues: what translators write (.po) becomes what the pages read (.mo)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import polib

#: What a program puts values into: %(name)s, %s, %d, {name}. A literal per cent sign is %%.
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|%%|\{\w*\}")


class BadCatalogueError(Exception):
    """A catalogue that would break a page; its words name file, line and what to mend."""


def compile_catalogues(folders: Iterable[Path]) -> list[Path]:
    """Write the .mo beside every .po of these locale folders, and return what was written.

    Missing and doubtful ("fuzzy") translations are left out: the page then shows the Swedish text.
    """
    return [compile_catalogue(po) for folder in folders for po in sorted(folder.glob("*/LC_MESSAGES/*.po"))]


def compile_catalogue(po: Path) -> Path:
    """Write the .mo beside one .po; one that would break a page is refused and nothing is written."""
    try:
        catalogue = polib.pofile(str(po))
    except (OSError, UnicodeDecodeError) as wrong:
        raise BadCatalogueError(f"{po}: {wrong}") from wrong
    forms = catalogue.metadata.get("Plural-Forms", "")
    if any(entry.msgid_plural for entry in catalogue) and not re.match(r"nplurals=\d", forms):
        raise BadCatalogueError(f"{po}: the header Plural-Forms is not filled in; see docs/translations.md.")
    for entry in catalogue.translated_entries():
        _check_placeholders(po, entry)
    mo = po.with_suffix(".mo")
    catalogue.save_as_mofile(str(mo))
    return mo


def _check_placeholders(po: Path, entry: polib.POEntry) -> None:
    known = set(PLACEHOLDER.findall(entry.msgid)) | set(PLACEHOLDER.findall(entry.msgid_plural or ""))
    for text in (entry.msgstr, *entry.msgstr_plural.values()):
        for found in PLACEHOLDER.findall(text):
            if found not in known and found != "%%":
                raise BadCatalogueError(f"{po}:{entry.linenum}: {found} is not in the Swedish text {entry.msgid!r}.")
