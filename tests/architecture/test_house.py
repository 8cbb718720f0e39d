"""What no review should have to look for: lengths, forbidden doors, leftovers, and migrations that are not made."""

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

ROOT = Path(settings.PROJECT)
#: The house's own words and the demonstration's people are data, and locks are made by machines.
DATA = (".toml", ".txt", ".json", ".md", ".png", ".po", "LICENSE")


@cache
def committed() -> tuple[Path, ...]:
    """Every file of the project that is there; what is about to be committed counts too."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return tuple(ROOT / name for name in listed.stdout.split() if (ROOT / name).is_file())


def written(*endings: str) -> Iterator[Path]:
    yield from (path for path in committed() if path.suffix in endings and "migrations" not in path.parts)


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def test_no_file_has_over_400_lines() -> None:
    files = [path for path in committed() if not path.name.endswith(DATA) and "migrations" not in path.parts]
    long = {name_of(path): lines_of(path) for path in files if lines_of(path) > 400}

    assert long == {}, "It has become two things: give each its file."


def test_no_function_has_over_40_lines() -> None:
    long = {
        f"{name_of(path)}: {node.name}": length
        for path in written(".py")
        for node in ast.walk(parsed(path))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        and (length := (node.end_lineno or 0) - node.lineno + 1) > 40
    }

    assert long == {}, "Give a part of it a name."


def test_no_template_has_over_150_lines() -> None:
    long = {name_of(path): lines_of(path) for path in written(".html") if lines_of(path) > 150}

    assert long == {}, "Put a part of it in templates/<room>/parts/."


#: What is never imported, and what to do instead.
FORBIDDEN = {
    "django.contrib.admin": "Everything about a child passes the gate; there is no back door.",
    "django.db.models.signals": "Call the action where it happens, so that it can be read there.",
    "django.core.signals": "Call the action where it happens, so that it can be read there.",
    "django.dispatch": "Call the action where it happens, so that it can be read there.",
    "django.views.generic": "A view is a function: declare, parse, one call, render.",
    "django.contrib.auth.decorators": "Declare the act; the gate decides.",
}


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def product() -> Iterator[Path]:
    yield from (path for path in written(".py") if "tests" not in path.parts and "src" in path.parts)


@pytest.mark.parametrize("module", FORBIDDEN)
def test_nothing_is_imported_that_leads_past_the_house(module: str) -> None:
    found = [
        name_of(path)
        for path in product()
        if any(name == module or name.startswith(f"{module}.") for name in imported(path))
    ]

    assert found == [], FORBIDDEN[module]
    assert not apps.is_installed(module)


def calls(path: Path) -> Iterator[str]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.attr


def test_no_model_is_fetched_by_its_name_past_the_import_rules() -> None:
    found = [name_of(path) for path in product() if "get_model" in set(calls(path))]

    assert found == [], "Import it: then the import rules see it."


#: Beside each room's actions.py: what writes for the rooms above it, or belongs to one action too large for one file.
WRITERS = frozenset(
    {
        "access/sessions.py",
        "accounts/codes.py",
        "accounts/session.py",
        "accounts/signing.py",
        "audit/record.py",
        "audit/sealer.py",
        "cases/advice.py",
        "cases/disclosing.py",
        "consent/custody.py",
        "consent/deciding.py",
        "consent/superseding.py",
        "coordination/guarding.py",
        "credentials/attempts.py",
        # Writes pictures and documents into memory, and no row.
        "files/checking.py",
        "gathering/taking_back.py",
        "identity/attempts.py",
        "meetings/board.py",
        "meetings/feeds.py",
        "meetings/how.py",
        "meetings/moving.py",
        "meetings/pulse.py",
        "meetings/room.py",
        "people/relating.py",
        "plans/circle.py",
        "records/attaching.py",
        "records/received.py",
        "records/release.py",
        "revising/wrong_child.py",
        "sending/outbox.py",
        "sending/routines.py",
        "vault/sealing.py",
    },
)
_WRITING = frozenset(
    {"save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete"},
)


def writes(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    if isinstance(node.func, ast.Name):
        return node.func.id == "Insert"
    asked = isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Call)
    return isinstance(node.func, ast.Attribute) and (
        node.func.attr in _WRITING or (asked and node.func.attr == "update")
    )


def test_nothing_is_written_outside_the_actions() -> None:
    found = {
        f"{path.parent.name}/{path.name}"
        for path in product()
        if path.name != "actions.py" and any(map(writes, ast.walk(parsed(path))))
    }

    assert found == WRITERS, "Write in actions.py: keyword-only, atomic, returning the thing."


def test_no_model_does_anything_when_it_is_saved() -> None:
    own = {
        f"{name_of(path)}: {method.name}"
        for path in product()
        if path.name == "models.py"
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ClassDef)
        for method in node.body
        if isinstance(method, ast.FunctionDef) and method.name in {"save", "delete", "clean", "full_clean"}
    }

    assert own == set(), "Behaviour lies in actions.py."


def test_no_model_has_an_order_of_its_own() -> None:
    ours = [model for model in apps.get_models() if model.__module__.startswith("barnetsplan.")]

    assert [model._meta.label for model in ours if model._meta.ordering] == [], "Say the order where it is read."


def test_nothing_is_left_for_later_without_its_issue() -> None:
    later = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X)\b(?!.*#\d)")
    found = [
        f"{name_of(path)}:{number}"
        for path in written(".py", ".html", ".css", ".sh", ".toml")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if later.search(line) and path.name != "pyproject.toml"
    ]

    assert found == []


#: Hosts from which packages come, and settings that name one: a clone is built from wherever its user builds.
SOURCES = re.compile(
    r"https?://[\w.-]*(?:pypi|pythonhosted|npmjs|yarnpkg|registry|mirror|proxy|artifactory|nexus)[\w.-]*"
    r"|(?<!\w)--?(?:extra-)?index-url|trusted-host|^registry\s*=",
    re.MULTILINE,
)
#: A folder of the one who wrote it, instead of one of the reader's own.
OWN_FOLDERS = re.compile(r"(?<![\w$}])/(?:home|Users|root|work)/\w")


def test_no_file_names_a_host_that_packages_come_from_or_a_folder_of_its_writer() -> None:
    found = {
        f"{name_of(path)}: {match.group()}"
        for path in committed()
        if path.suffix not in {".png", ".woff2", ".svg"} and path != Path(__file__)
        for pattern in (SOURCES, OWN_FOLDERS)
        for match in pattern.finditer(path.read_text(encoding="utf-8"))
    }

    assert found == set()


@pytest.mark.django_db
def test_the_models_are_as_the_migrations_make_them() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_the_migrations_of_a_room_stand_in_one_line() -> None:
    graph = MigrationLoader(None, ignore_no_migrations=True).graph
    rooms = {app for app, _ in graph.nodes if apps.get_app_config(app).name.startswith("barnetsplan.")}

    assert {room for room in rooms if len(graph.leaf_nodes(room)) != 1} == set()
