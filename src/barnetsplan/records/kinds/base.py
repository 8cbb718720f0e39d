"""What all kinds share: a name, a schema number, limits, JSON, and upgrading of old schemas."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, ClassVar, TypeVar

from barnetsplan.practice.load import current

KINDS: dict[str, type["Payload"]] = {}
#: (kind, old schema) -> a function from the old content to the next schema's content.
UPGRADES: Mapping[tuple[str, int], Callable[[dict[str, Any]], dict[str, Any]]] = {
    # A call from before one could choose the way of meeting says nothing of it.
    ("invitation", 1): dict,
}


#: Under this name a field says that it can tell where somebody is, and what stands in its place for those who may not
#: know (OSL 21:3, 21:3 a; law.md PROT-02). ``config/information.py`` names the same fields.
LOCATION_BEARING = "location_bearing"


class WrongPayload(ValueError):
    """The content breaks its kind: names kind and field, never the text."""


@dataclass(frozen=True, slots=True)
class Payload:
    """The readable content of an entry. Subclasses are flat: texts, tuples of texts and yes/no."""

    KIND: ClassVar[str] = ""
    SCHEMA: ClassVar[int] = 1
    REQUIRED: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        """Register the kind under its name; a slotted dataclass is made twice, and the second is the one used."""
        if cls.KIND:
            KINDS[cls.KIND] = cls

    def check(self) -> None:
        """Refuse missing and overlong texts.

        *Raises:* ``WrongPayload``.
        """
        longest = current().limits.text_characters
        for field in fields(self):
            value = getattr(self, field.name)
            if field.name in self.REQUIRED and not value:
                raise WrongPayload(f"{self.KIND}.{field.name}: missing")
            texts = value if isinstance(value, tuple) else (value,)
            if any(isinstance(text, str) and len(text) > longest for text in texts):
                raise WrongPayload(f"{self.KIND}.{field.name}: longer than {longest}")


P = TypeVar("P", bound=Payload)


def location_bearing(instead: object = "") -> Mapping[str, object]:
    """Mark a field of a kind: it can tell where somebody is, and these words stand in its place."""
    return {LOCATION_BEARING: instead}


def without_place(payload: P) -> P:
    """The content for those who may not know where a protected person is; what was left empty stays empty.

    *Source:* law.md PROT-02. What people write in running text cannot be told apart by a program: the page says what
    not to write, and whoever releases it reads it first.
    """
    told = [field for field in fields(payload) if LOCATION_BEARING in field.metadata and getattr(payload, field.name)]
    return replace(payload, **{field.name: str(field.metadata[LOCATION_BEARING]) for field in told})


def to_json(payload: Payload) -> str:
    """The content as JSON, as it is sealed."""
    payload.check()
    return json.dumps(asdict(payload), ensure_ascii=False, sort_keys=True)


def from_json(kind: str, schema: int, text: str) -> Payload:
    """The content of a stored entry, brought up to its kind's present schema.

    *Raises:* ``WrongPayload`` for an unknown kind or a schema that nobody can read.
    """
    if kind not in KINDS:
        raise WrongPayload(f"{kind}: unknown kind")
    content, payload = json.loads(text), KINDS[kind]
    if schema > payload.SCHEMA:
        raise WrongPayload(f"{kind}: schema {schema} is newer than this program")
    for step in range(schema, payload.SCHEMA):
        if (kind, step) not in UPGRADES:
            raise WrongPayload(f"{kind}: schema {step} has no upgrade")
        content = UPGRADES[kind, step](content)
    return payload(**{name: tuple(v) if isinstance(v, list) else v for name, v in content.items()})
