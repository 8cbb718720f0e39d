"""Catalogues: compiled without gettext, and refused when one would break a page."""

import gettext
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from barnetsplan.ui.texts import BadCatalogueError, compile_catalogue

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: {forms}\\n"\n\n'
TWO_FORMS = "nplurals=2; plural=(n != 1);"


def written(folder: Path, texts: str, *, forms: str = TWO_FORMS) -> Path:
    po = folder / "so" / "LC_MESSAGES" / "django.po"
    po.parent.mkdir(parents=True)
    po.write_text(HEADER.format(forms=forms) + texts, encoding="utf-8")
    return po


def test_compiled_catalogue_has_what_is_translated_and_leaves_out_what_is_in_doubt(tmp_path: Path) -> None:
    po = written(
        tmp_path,
        'msgid "Planen"\nmsgstr "Qorshaha"\n\n'
        'msgid "Spara"\nmsgstr ""\n\n'
        '#, fuzzy\nmsgid "Lämna"\nmsgstr "Qorshaha"\n\n'
        'msgid "%(n)d röst"\nmsgid_plural "%(n)d röster"\nmsgstr[0] "%(n)d cod"\nmsgstr[1] "%(n)d codad"\n',
    )

    with override_settings(LOCALE_PATHS=[tmp_path]):
        call_command("compile_texts", verbosity=0)

    with po.with_suffix(".mo").open("rb") as compiled:
        texts = gettext.GNUTranslations(compiled)
    assert texts.gettext("Planen") == "Qorshaha"
    assert texts.gettext("Spara") == "Spara"
    assert texts.gettext("Lämna") == "Lämna"
    assert texts.ngettext("%(n)d röst", "%(n)d röster", 3) == "%(n)d codad"


def test_no_catalogue_is_no_fault(tmp_path: Path) -> None:
    with override_settings(LOCALE_PATHS=[tmp_path / "missing"]):
        call_command("compile_texts", verbosity=0)


@pytest.mark.parametrize(
    ("texts", "forms", "words"),
    [
        ('msgid "Till %(who)s"\nmsgstr "Ku %(namn)s"\n', TWO_FORMS, r"django.po:6: %\(namn\)s is not in"),
        ('msgid "Till {who}"\nmsgstr "Ku {}"\n', TWO_FORMS, r"\{\} is not in"),
        ('msgid "Till alla"\nmsgstr "100 %s"\n', TWO_FORMS, "%s is not in"),
        (
            'msgid "röst"\nmsgid_plural "röster"\nmsgstr[0] "cod"\n',
            "nplurals=INTEGER; plural=EXPRESSION;",
            "Plural-Forms",
        ),
        ('msgid "Till alla"\nmsgstring "Ku"\n', TWO_FORMS, "Syntax error"),
    ],
)
def test_catalogue_that_would_break_a_page_is_refused(tmp_path: Path, texts: str, forms: str, words: str) -> None:
    po = written(tmp_path, texts, forms=forms)

    with pytest.raises(BadCatalogueError, match=words):
        compile_catalogue(po)

    assert not po.with_suffix(".mo").exists()


def test_command_says_what_is_wrong(tmp_path: Path) -> None:
    written(tmp_path, 'msgid "Till %(who)s"\nmsgstr "Ku %(namn)s"\n')

    with override_settings(LOCALE_PATHS=[tmp_path]), pytest.raises(CommandError, match="namn"):
        call_command("compile_texts", verbosity=0)
