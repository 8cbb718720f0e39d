"""Every column of every table is known: what it holds and how long it is kept (law.md GDPR-01)."""

from collections.abc import Iterator

from django.apps import apps
from django.db import models

from barnetsplan.config.information import MODELS, RULES, Information, Retention, registered


def fields() -> Iterator[tuple[str, "models.Field[object, object]"]]:
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            yield f"{model._meta.label}.{field.name}", field


def test_every_field_is_registered_once_and_nothing_else_is() -> None:
    missing = {name for name, _ in fields()} - set(registered())
    stale = set(registered()) - {name for name, _ in fields()}

    assert missing == set(), "Say in config/information.py what it holds and how long it is kept."
    assert stale == set(), "It is no field any longer: take it out of config/information.py."
    named = [
        f"{model}.{name}" for model, (_, kinds) in MODELS.items() for names in kinds.values() for name in names.split()
    ]
    assert len(named) == len(set(named)), "A field holds one kind of information."


def test_what_a_field_holds_agrees_with_its_column() -> None:
    holds = {name: kind for name, (kind, _) in registered().items()}
    wrong = [name for name, field in fields() if not _agree(field, holds[name])]

    assert wrong == []


def _agree(field: "models.Field[object, object]", holds: Information) -> bool:
    if isinstance(field, models.ForeignKey):
        return holds is Information.REFERENCE
    if isinstance(field, models.DateField) and not field.primary_key:
        return holds in {Information.TIME, Information.IDENTITY}
    if isinstance(field, models.UUIDField):
        return holds is Information.REFERENCE
    return holds is not Information.TIME


#: Dates that say who somebody is, and are needed to count an age in the database; and the name by which somebody at
#: work signs in, which is looked up as it is typed (ADR 0020).
OPEN = frozenset({"people.Child.born_on", "credentials.LocalAccount.name"})


def test_nothing_readable_about_a_person_lies_open() -> None:
    secret = {Information.IDENTITY, Information.CONTACT, Information.SEALED_TEXT}
    holds = {name: kind for name, (kind, _) in registered().items()}

    lies_open = {
        name for name, field in fields() if holds[name] in secret and not isinstance(field, models.BinaryField)
    }

    assert lies_open == OPEN, "Seal it (vault.sealing), and name the column sealed_…"


def test_no_column_is_a_place_for_free_text() -> None:
    """What people write is sealed; a column of words holds a code from a closed list."""
    long = {
        name
        for name, field in fields()
        if isinstance(field, models.TextField)
        or (isinstance(field, models.CharField) and (field.max_length or 0) > 130 and not _is_public(name))
    }

    # Names of programs, and a traceback that no job lets anything reach (`sending.jobs`).
    of_queue = {
        f"django_tasks_database.DBTaskResult.{name}" for name in ("task_path", "exception_class_path", "traceback")
    }
    # What an identity provider calls itself, and its own number of what happened there.
    of_providers = {"accounts.SignIn.issuer", "accounts.SignIn.transaction", "consent.ConsentAnswer.transaction"}
    # Codes of the catalogue of health care, as the provider gives them; the hash of a password.
    of_providers |= {f"identity.Commission.{name}" for name in ("commission", "purpose", "unit_code", "provider_code")}
    of_providers |= {"credentials.LocalAccount.password"}
    sessions = {"sessions.Session.session_data", "accounts.Session.session_data"}
    assert long == sessions | of_providers | of_queue


def _is_public(name: str) -> bool:
    return registered()[name][0] is Information.PUBLIC or name.startswith("auth.")


def test_every_retention_has_its_rule_and_is_used() -> None:
    assert set(RULES) == set(Retention)
    assert {retention for retention, _ in MODELS.values()} == set(Retention)
    assert {kind for kind, _ in registered().values()} | {Information.CONTACT} == set(Information)
