"""Whatever can tell where somebody is, is known and kept from those who may not know it (law.md PROT-02)."""

import re
from collections.abc import Iterator
from dataclasses import fields

from django.apps import apps
from django.db import models

from barnetsplan.config.places import LOCATION_BEARING, NO_PLACE, Keeping, location_bearing
from barnetsplan.organisations.models import LocalFunction, Organisation, Party, ReportingPoint, SecrecyDomain, Unit
from barnetsplan.records.kinds import LOCATION_BEARING as TAG
from barnetsplan.records.kinds.base import KINDS

#: A relation to one of these tells where somebody has to do with something.
ENTITIES = (LocalFunction, Organisation, Party, ReportingPoint, SecrecyDomain, Unit)
#: Names of what is a place, leads to one, or says who works there; matched in parts of a name.
PLACE_LIKE = re.compile(
    r"(?:^|_)(?:place|where|when|address|phone|mail|email|locality|municipality|unit|office|room|recipient|service|domain|"
    r"organisation|calendar|latitude|longitude|position|photo|picture|file|school|host|ip|agent|contact|name|role|person|"
    r"voice|discloser|custodian|chair|country|county|street|post|city|workplace|device)(?:$|_)"
)


def candidates() -> Iterator[str]:
    """Every column and written field that could tell a place, by the look of it."""
    for model in apps.get_models(include_auto_created=True):
        if not model.__module__.startswith("barnetsplan."):
            continue
        for field in model._meta.concrete_fields:
            related = isinstance(field, models.ForeignKey)
            of_entity = related and issubclass(field.related_model, ENTITIES)  # type: ignore[arg-type]
            by_name = not related and PLACE_LIKE.search(field.name)
            if of_entity or model in ENTITIES or by_name:
                yield f"{model._meta.label}.{field.name}"
    for kind, payload in KINDS.items():
        yield from (f"{kind}.{field.name}" for field in fields(payload) if PLACE_LIKE.search(field.name))


def everything() -> frozenset[str]:
    columns = {
        f"{model._meta.label}.{field.name}" for model in apps.get_models() for field in model._meta.concrete_fields
    }
    written = {f"{kind}.{field.name}" for kind, payload in KINDS.items() for field in fields(payload)}
    return frozenset(columns | written)


def test_prot_02_an_untagged_field_of_a_place_like_thing_fails() -> None:
    untagged = set(candidates()) - set(location_bearing()) - set(NO_PLACE)

    assert untagged == set(), "Say in config/places.py how it is kept, or why it tells no place."


def test_prot_02_every_tag_is_on_a_field_and_on_one_side() -> None:
    tagged = location_bearing()

    assert set(tagged) | set(NO_PLACE) <= everything(), "It is no field any longer: take it out of config/places.py."
    assert set(tagged) & set(NO_PLACE) == set()
    assert set(LOCATION_BEARING) == set(Keeping)
    assert sum(len(names.split()) for things in LOCATION_BEARING.values() for names in things.values()) == len(tagged)


def test_prot_02_what_is_not_stored_says_so_where_it_is_written() -> None:
    """The tag on the field is what ``without_place`` reads: the register and the code say the same."""
    in_code = {
        f"{kind}.{field.name}" for kind, payload in KINDS.items() for field in fields(payload) if TAG in field.metadata
    }

    assert in_code == {name for name, keeping in location_bearing().items() if keeping is Keeping.NOT_STORED}


def test_prot_02_nothing_of_a_file_a_sender_or_a_machine_is_stored() -> None:
    """File metadata, addresses of machines and e-mail: what is not there cannot tell a place."""
    kinds = (models.FileField, models.GenericIPAddressField, models.EmailField)
    found = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, kinds)
    ]

    assert found == []
