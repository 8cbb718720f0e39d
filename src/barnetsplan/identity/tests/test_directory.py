"""A directory's file names staff and units; a wrong row stops the whole file, and is named without being shown."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from barnetsplan.identity.models import StaffIdentifier, UnitCode
from barnetsplan.people.models import Person
from barnetsplan.people.queries import number_of
from tests.world import World, made


def taken(folder: Path, text: str) -> str:
    file, out = folder / "directory.toml", StringIO()
    file.write_text(text, encoding="utf-8")
    call_command("directory", str(file), stdout=out)
    return out.getvalue()


def staff(number: str, name: str) -> str:
    return f'[[staff]]\nnumber = "{number}"\nscheme = "hsa"\nname = "{name}"\n'


def unit(code: str, of: str = "bvc") -> str:
    return f'[[units]]\nunit = "{of}"\nscheme = "hsa"\ncode = "{code}"\n'


def number(world: World, who: str) -> str:
    person = Person.objects.select_related("key").get(pk=getattr(world, who).person_id)
    return made(number_of(person)).digits


def test_idn_04_names_are_taken_in_hashed_and_sealed_and_once(world: World, tmp_path: Path) -> None:
    text = staff(number(world, "maria"), "SE0-Maria") + unit("SE0-BVC")

    assert "2 rows" in taken(tmp_path, text)
    assert "2 rows" in taken(tmp_path, text)

    kept = StaffIdentifier.objects.get()
    assert kept.person_id == world.maria.person_id
    assert b"Maria" not in bytes(kept.value_hash) + bytes(kept.sealed_value)
    assert UnitCode.objects.get().unit_id == world.bvc.pk


def test_a_wrong_row_takes_nothing_in_and_tells_no_number(world: World, tmp_path: Path) -> None:
    maria, leila = number(world, "maria"), number(world, "leila")
    wrong = {
        staff(maria, "SE0-1") + staff(leila, "SE0-1"): "somebody else has this name",
        staff("198001019802", "SE0-1"): "nobody here has this number",
        staff("not a number", "SE0-1"): "nobody here has this number",
        unit("SE0-BVC", of="nowhere"): "there is no unit «nowhere»",
        unit("SE0-BVC") + unit("SE0-BVC", of="school"): "another unit has this code",
        staff(maria, "SE0-1").replace("hsa", "mail"): "one of: hsa",
        "[[staff": "cannot be read as TOML",
    }
    for text, sentence in wrong.items():
        with pytest.raises(CommandError, match=sentence) as told:
            taken(tmp_path, text)
        assert maria not in str(told.value)
        assert not StaffIdentifier.objects.exists(), sentence
