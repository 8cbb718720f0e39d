"""The parts of a rewritten template; each gives what Django's part of the same name gives."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.template import Node, NodeList
from django.template.base import render_value_in_context
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from barnetsplan.ui.addresses import address
from barnetsplan.ui.escaping import escaped
from barnetsplan.ui.quick.lookups import Context, Value
from barnetsplan.ui.templatetags.texts import of_template

#: A text, or what makes one of it in the language of the page.
Piece = str | Callable[[], str]


class Constant(Node):
    """What is the same on every page of a language."""

    child_nodelists = ()

    def __init__(self, pieces: Sequence[Piece]) -> None:
        """Keep the pieces; they are put together once for each language."""
        self.pieces = tuple(pieces)
        self._texts: dict[str | None, SafeString] = {}

    def render(self, context: Context) -> SafeString:
        """The text."""
        try:
            return self._texts[context.speaks]
        except (AttributeError, KeyError):
            # A context is rendered once, in one language.
            context.speaks = get_language()
            made = SafeString("".join(piece if isinstance(piece, str) else piece() for piece in self.pieces))
            self._texts[context.speaks] = made
            return made

    render_annotated = render


class Shown(Node):
    """A value as text."""

    child_nodelists = ()

    def __init__(self, value: Value) -> None:
        """Keep where the value lies."""
        self.value = value

    def render(self, context: Context) -> str:
        """The value, escaped."""
        value = self.value.resolve(context)
        kind = type(value)
        if kind is SafeString:
            return value  # type: ignore[no-any-return]
        if kind is str and context.autoescape:
            return escaped(value)
        return render_value_in_context(value, context)

    render_annotated = render


class Either(Node):
    """The first list whose condition holds."""

    def __init__(self, ways: Sequence[tuple[Value | None, NodeList]]) -> None:
        """Keep the conditions, the last of which may be none, with their lists."""
        self.ways = tuple(ways)

    @property
    def nodelist(self) -> NodeList:
        """Everything that can be shown, for those who look for parts of a kind."""
        return NodeList(node for _, nodes in self.ways for node in nodes)

    def render(self, context: Context) -> str:
        """What holds, or nothing."""
        for condition, nodes in self.ways:
            if condition is None or condition.resolve(context, True):  # noqa: FBT003
                return nodes.render(context)
        return ""

    render_annotated = render


class Each(Node):
    """The same for every value of several; the loop is not counted."""

    child_nodelists = ("nodes", "empty")

    def __init__(self, names: Sequence[str], values: Value, nodes: NodeList, empty: NodeList) -> None:
        """Keep the names that each value is given, where they lie, and what is shown."""
        self.names, self.values, self.nodes, self.empty = tuple(names), values, nodes, empty

    def render(self, context: Context) -> str:
        """Everything, one after the other."""
        values = self.values.resolve(context, True)  # noqa: FBT003
        several = () if values is None else values if hasattr(values, "__len__") else list(values)
        frame: dict[str, Any] = {}
        context.dicts.append(frame)
        try:
            if not several:
                return self.empty.render(context)
            made: list[str] = []
            for value in several:
                if len(self.names) == 1:
                    frame[self.names[0]] = value
                else:
                    frame.clear()
                    frame.update(zip(self.names, value, strict=True))
                made.append(self.nodes.render(context))
        finally:
            context.dicts.pop()
        return SafeString("".join(made))

    render_annotated = render


class Within(Node):
    """A list with names of its own, which are forgotten after it."""

    child_nodelists = ("nodes",)

    def __init__(self, values: Mapping[str, Value], nodes: NodeList) -> None:
        """Keep the names and the list."""
        self.values, self.nodes = dict(values), nodes

    def render(self, context: Context) -> str:
        """The list."""
        context.dicts.append({name: value.resolve(context) for name, value in self.values.items()})
        try:
            return self.nodes.render(context)
        finally:
            context.dicts.pop()

    render_annotated = render


class Called(Node):
    """A simple tag: what a function makes of values."""

    child_nodelists = ()

    def __init__(
        self, func: Callable[..., Any], args: Sequence[Value], kwargs: Mapping[str, Value], *, context: bool, name: str
    ) -> None:
        """Keep the function, its values, whether it is given the context, and the name its answer is kept under."""
        self.func, self.args, self.kwargs = func, tuple(args), dict(kwargs)
        self.takes_context, self.name = context, name

    def called(self, context: Context) -> Any:
        """What the function answers."""
        args = [value.resolve(context) for value in self.args]
        if self.takes_context:
            args.insert(0, context)
        if self.kwargs:
            return self.func(*args, **{name: value.resolve(context) for name, value in self.kwargs.items()})
        return self.func(*args)

    def render(self, context: Context) -> str:
        """The answer, escaped; or nothing when it is kept."""
        made = self.called(context)
        if self.name:
            context.dicts[-1][self.name] = made
            return ""
        if type(made) is SafeString or not context.autoescape:
            return made  # type: ignore[no-any-return]
        return escaped(made)

    render_annotated = render


class Included(Called):
    """An inclusion tag: what a function answers are the only names of a list."""

    child_nodelists: tuple[str, ...] = ("nodes",)  # type: ignore[assignment]

    def __init__(
        self,
        func: Callable[..., Any],
        args: Sequence[Value],
        kwargs: Mapping[str, Value],
        nodes: NodeList,
        *,
        context: bool,
    ) -> None:
        """Keep the function, its values and the list."""
        super().__init__(func, args, kwargs, context=context, name="")
        self.nodes = nodes

    def render(self, context: Context) -> str:
        """The list."""
        names = dict(self.called(context))
        token = context.get("csrf_token")
        if token is not None:
            names["csrf_token"] = token
        around, context.dicts = context.dicts, [context.dicts[0], names]
        try:
            return self.nodes.render(context)
        finally:
            context.dicts = around

    render_annotated = render


class Way(Node):
    """The address of a page."""

    child_nodelists = ()

    def __init__(self, name: str, args: Sequence[Value]) -> None:
        """Keep the name of the page and where its ids lie."""
        self.name, self.args = name, tuple(args)

    def render(self, context: Context) -> str:
        """The address."""
        args = [value.resolve(context) for value in self.args]
        if len(args) == 1 and type(args[0]) is UUID:
            return address(self.name, args[0])
        return escaped(reverse(self.name, args=args))

    render_annotated = render


class Sentence(Node):
    """A translated sentence with values in it."""

    child_nodelists = ()

    def __init__(self, node: Any, words: str, names: Sequence[str], values: Mapping[str, Value]) -> None:
        """Keep Django's node too: it knows what to do with a translation that is wrong."""
        self.node, self.words, self.names, self.values = node, words, tuple(names), dict(values)

    def render(self, context: Context) -> str:
        """The sentence in the language of the page; or nothing when it is kept."""
        given = {name: value.resolve(context) for name, value in self.values.items()}
        context.dicts.append(given)
        data = {name: render_value_in_context(context.get(name, ""), context) for name in self.names}
        context.dicts.pop()
        try:
            made = of_template(self.words) % data
        except (KeyError, ValueError):
            return self.node.render(context)  # type: ignore[no-any-return]
        if self.node.asvar:
            context.dicts[-1][self.node.asvar] = SafeString(made)
            return ""
        return made

    render_annotated = render
