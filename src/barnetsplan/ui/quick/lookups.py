"""Values of a template: found at once where the way is plain, and by Django where it is not."""

from typing import Any, Final, Protocol

from django.template.base import FilterExpression, Variable

#: A context of Django's, whose frames lie in ``dicts``.
Context = Any
_CALLED, _SUBSCRIBED, _PLAIN = 1, 2, 3
#: Class -> what Django would try on one of its objects.
_kinds: Final[dict[type, int]] = {}


class Value(Protocol):
    """What a node asks for a value, as it asks a ``FilterExpression`` of Django's."""

    def resolve(self, context: Context, ignore_failures: bool = False) -> Any:  # noqa: FBT001, FBT002  # Django's own
        """The value, as Django finds it."""


class Given:
    """A value that stands in the template itself."""

    __slots__ = ("value",)

    def __init__(self, value: object) -> None:
        """Keep the value."""
        self.value = value

    def resolve(self, _context: Context, ignore_failures: bool = False) -> Any:  # noqa: ARG002, FBT001, FBT002
        """The value."""
        return self.value


class Looked:
    """A name of the context and attributes from there on; all else, a failure too, is left to Django."""

    __slots__ = ("expression", "first", "rest")

    def __init__(self, expression: FilterExpression, lookups: tuple[str, ...]) -> None:
        """Keep the way, and Django's expression for when it does not lead there."""
        self.expression = expression
        self.first, *rest = lookups
        self.rest = tuple(rest)

    def resolve(self, context: Context, ignore_failures: bool = False) -> Any:  # noqa: FBT001, FBT002
        """The value at the end of the way."""
        for frame in reversed(context.dicts):
            if self.first in frame:
                value = frame[self.first]
                break
        else:
            return self.expression.resolve(context, ignore_failures)
        kind = _kinds.get(type(value)) or _kind_of(type(value))
        try:
            for bit in self.rest:
                if kind != _PLAIN:
                    return self.expression.resolve(context, ignore_failures)
                value = getattr(value, bit)
                kind = _kinds.get(type(value)) or _kind_of(type(value))
        except AttributeError:
            return self.expression.resolve(context, ignore_failures)
        return self.expression.resolve(context, ignore_failures) if kind == _CALLED else value


def _kind_of(kind: type) -> int:
    """Whether Django would call the objects of a class, or look for keys in them before attributes."""
    has = {name for each in kind.__mro__ for name in ("__call__", "__getitem__") if name in vars(each)}
    found = _kinds[kind] = _CALLED if "__call__" in has else _SUBSCRIBED if has else _PLAIN
    return found


def value_of(expression: FilterExpression) -> Value:
    """The same value, by the shortest way."""
    if expression.filters:
        return expression
    if not expression.is_var:
        return Given(expression.var)
    variable: Variable = expression.var
    if variable.translate:
        return expression
    return Given(variable.literal) if variable.lookups is None else Looked(expression, variable.lookups)
