"""Rewriting what Django has parsed: everything that stands in one template, in one list of quick parts."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from django.template import Context as Frames
from django.template import Node, NodeList, Template
from django.template.base import FilterExpression, TextNode, VariableDoesNotExist, VariableNode
from django.template.defaulttags import CommentNode, ForNode, IfNode, LoadNode, TemplateLiteral, URLNode, WithNode
from django.template.library import InclusionNode, SimpleNode
from django.template.loader_tags import BlockNode, ExtendsNode, IncludeNode
from django.templatetags.i18n import BlockTranslateNode, LanguageNode
from django.urls import reverse

from barnetsplan.ui.escaping import escaped
from barnetsplan.ui.quick.lookups import Context, Given, Looked, Value, value_of
from barnetsplan.ui.quick.nodes import Called, Constant, Each, Either, Included, Piece, Sentence, Shown, Way, Within
from barnetsplan.ui.templatetags.texts import ConstantText
from barnetsplan.ui.templatetags.ui import asset, first_font, icon, logo

#: Tags that answer the same to the same words, in one language.
_UNCHANGING = frozenset({asset, first_font, icon, logo})
_SUPER = ("block", "super")


class _Left(Exception):  # it tells of no fault
    """This part stays as Django made it."""


@dataclass(frozen=True, slots=True)
class _Blocks:
    """The blocks of a chain of templates, by name, the one that counts first; and where among them one stands."""

    named: Mapping[str, Sequence[BlockNode]] = field(default_factory=dict)
    above: Sequence[BlockNode] = ()


class Rewriter:
    """Rewrites one template, with all that it brings together."""

    def __init__(self, find: Callable[[str], Template]) -> None:
        """Keep how another template is found as it was parsed."""
        self._find = find
        #: The templates that one is inside of: what brings in itself is left to Django.
        self._inside: list[str] = []
        #: The names that were looked up, or may have been: ``forloop`` among them or not.
        self._names: set[str] = set()
        self._how: Mapping[type[Node], Callable[[Any, _Blocks], Iterator[Node | Piece]]] = {
            TextNode: self._text,
            CommentNode: self._nothing,
            LoadNode: self._nothing,
            ConstantText: self._constant_text,
            VariableNode: self._variable,
            BlockNode: self._block,
            IncludeNode: self._include,
            IfNode: self._if,
            ForNode: self._for,
            WithNode: self._with,
            SimpleNode: self._simple,
            InclusionNode: self._inclusion,
            URLNode: self._url,
            BlockTranslateNode: self._sentence,
        }

    def rewritten(self, template: Template) -> NodeList:
        """Everything that the template shows."""
        self._inside.append(template.name or "")
        try:
            return self._list(*self._chain(template))
        except _Left:
            return template.nodelist
        finally:
            self._inside.pop()

    def _chain(self, template: Template) -> tuple[NodeList, _Blocks]:
        """The template that nothing extends any further, and the blocks that its heirs put in."""
        named: dict[str, list[BlockNode]] = {}
        while True:
            heir: Any = next((node for node in template.nodelist if isinstance(node, ExtendsNode)), None)
            blocks: Any = heir.blocks.values() if heir else template.nodelist.get_nodes_by_type(BlockNode)
            for block in blocks:
                named.setdefault(block.name, []).append(block)
            if heir is None:
                return template.nodelist, _Blocks(named)
            template = self._find(_name(heir.parent_name))

    def _list(self, nodes: Iterable[Node], blocks: _Blocks) -> NodeList:
        made = NodeList()
        pieces: list[Piece] = []
        for part in self._parts(nodes, blocks):
            if not isinstance(part, Node):
                pieces.append(part)
                continue
            if pieces:
                made.append(Constant(pieces))
                pieces = []
            made.append(part)
        if pieces:
            made.append(Constant(pieces))
        return made

    def _parts(self, nodes: Iterable[Node], blocks: _Blocks) -> Iterator[Node | Piece]:
        for node in nodes:
            rewrite = self._how.get(type(node), self._other)
            try:
                yield from list(rewrite(node, blocks))
            except _Left:
                self._names.add("forloop")
                yield node

    def _other(self, node: Node, blocks: _Blocks) -> Iterator[Node | Piece]:
        """What is not known keeps its own way; what stands in it is rewritten."""
        if isinstance(node, LanguageNode):
            raise _Left
        self._names.add("forloop")
        changed = copy(node)
        for name in node.child_nodelists:
            if hasattr(node, name):
                setattr(changed, name, self._list(getattr(node, name), blocks))
        yield changed

    def _text(self, node: TextNode, _blocks: _Blocks) -> Iterator[Node | Piece]:
        yield node.s

    def _nothing(self, _node: Node, _blocks: _Blocks) -> Iterator[Node | Piece]:
        yield from ()

    def _constant_text(self, node: ConstantText, _blocks: _Blocks) -> Iterator[Node | Piece]:
        if node.asvar is not None:
            yield node
        else:
            yield partial(node.render, Frames())

    def _variable(self, node: VariableNode, blocks: _Blocks) -> Iterator[Node | Piece]:
        value = self._value(node.filter_expression)
        if isinstance(value, Looked) and (value.first, *value.rest) == _SUPER:
            yield from self._block_content(blocks.above, blocks)
        else:
            yield Shown(value)

    def _block(self, node: BlockNode, blocks: _Blocks) -> Iterator[Node | Piece]:
        yield from self._block_content(blocks.named[node.name], blocks)

    def _block_content(self, chain: Sequence[BlockNode], blocks: _Blocks) -> Iterator[Node | Piece]:
        if chain:
            yield from self._scope({}, chain[0].nodelist, replace(blocks, above=chain[1:]))

    def _scope(self, values: Mapping[str, Value], nodes: Iterable[Node], blocks: _Blocks) -> Iterator[Node | Piece]:
        """A list of its own only where names would else be left behind."""
        parts = self._list(nodes, blocks)
        if values or any(_keeps_a_name(part) for part in parts):
            yield Within(values, parts)
            return
        for part in parts:
            if isinstance(part, Constant):
                yield from part.pieces
            else:
                yield part

    def _include(self, node: Any, _blocks: _Blocks) -> Iterator[Node | Piece]:
        name = _name(node.template)
        if node.isolated_context or name.startswith(".") or name in self._inside:
            raise _Left
        template = self._find(name)
        if any(isinstance(each, ExtendsNode) for each in template.nodelist):
            raise _Left
        values = self._values(node.extra_context)
        self._inside.append(name)
        try:
            yield from self._scope(values, *self._chain(template))
        finally:
            self._inside.pop()

    def _if(self, node: IfNode, blocks: _Blocks) -> Iterator[Node | Piece]:
        ways = [
            (None if condition is None else self._condition(condition), self._list(nodes, blocks))
            for condition, nodes in node.conditions_nodelists
        ]
        yield Either(ways)

    def _condition(self, condition: Any) -> Value:
        if type(condition) is TemplateLiteral:
            value: Any = condition.value
            return self._value(value)
        return _Reckoned(self._reckoned(condition))

    def _reckoned(self, condition: Any) -> Any:
        """The same operators of Django's, with quick values."""
        changed = copy(condition)
        if type(condition) is TemplateLiteral:
            value: Any = condition.value
            changed.value = self._value(value)
            return changed
        for side in ("first", "second"):
            if getattr(condition, side) is not None:
                setattr(changed, side, self._reckoned(getattr(condition, side)))
        return changed

    def _for(self, node: Any, blocks: _Blocks) -> Iterator[Node | Piece]:
        values, before = self._value(node.sequence), self._names
        self._names = set()
        nodes, empty = self._list(node.nodelist_loop, blocks), self._list(node.nodelist_empty, blocks)
        counted, self._names = "forloop" in self._names, before | self._names
        if counted or node.is_reversed:
            changed = copy(node)
            changed.nodelist_loop, changed.nodelist_empty = nodes, empty
            yield changed
        else:
            yield Each(node.loopvars, values, nodes, empty)

    def _with(self, node: WithNode, blocks: _Blocks) -> Iterator[Node | Piece]:
        yield Within(self._values(node.extra_context), self._list(node.nodelist, blocks))

    def _simple(self, node: SimpleNode, _blocks: _Blocks) -> Iterator[Node | Piece]:
        args, kwargs = [self._value(arg) for arg in node.args], self._values(node.kwargs)
        given = all(isinstance(value, Given) for value in (*args, *kwargs.values()))
        if given and node.func in _UNCHANGING and node.target_var is None:
            called = Called(node.func, args, kwargs, context=False, name="")
            yield lambda: escaped(called.called(None))
        else:
            yield Called(node.func, args, kwargs, context=bool(node.takes_context), name=node.target_var or "")

    def _inclusion(self, node: InclusionNode, _blocks: _Blocks) -> Iterator[Node | Piece]:
        if not isinstance(node.filename, str) or node.filename in self._inside:
            raise _Left
        args, kwargs = [self._value(arg) for arg in node.args], self._values(node.kwargs)
        nodes = self.rewritten(self._find(node.filename))
        yield Included(node.func, args, kwargs, nodes, context=bool(node.takes_context))

    def _url(self, node: URLNode, _blocks: _Blocks) -> Iterator[Node | Piece]:
        if node.asvar or node.kwargs or node.view_name.filters or node.view_name.is_var:
            raise _Left
        if node.args:
            yield Way(node.view_name.var, [self._value(arg) for arg in node.args])
        else:
            yield lambda: escaped(reverse(node.view_name.var))

    def _sentence(self, node: BlockTranslateNode, _blocks: _Blocks) -> Iterator[Node | Piece]:
        if node.plural or node.message_context:
            self._names.add("forloop")
            yield node
            return
        words, names = node.render_token_list(node.singular)
        self._names.update(names)
        yield Sentence(node, words, names, self._values(node.extra_context))

    def _value(self, expression: FilterExpression) -> Value:
        value = value_of(expression)
        if isinstance(value, Looked):
            self._names.add(value.first)
        elif value is expression:
            self._names.add("forloop")
        return value

    def _values(self, expressions: Mapping[str, FilterExpression]) -> dict[str, Value]:
        return {name: self._value(expression) for name, expression in expressions.items()}


class _Reckoned:
    """A condition of several values."""

    __slots__ = ("condition",)

    def __init__(self, condition: Any) -> None:
        self.condition = condition

    def resolve(self, context: Context, ignore_failures: bool = False) -> Any:  # noqa: ARG002, FBT001, FBT002
        try:
            return self.condition.eval(context)
        except VariableDoesNotExist:
            return None


def _name(expression: FilterExpression) -> str:
    """The name of a template that is named in the text; one that is found out while a page is made stays Django's."""
    if expression.filters or expression.is_var:
        raise _Left
    return str(expression.var)


def _keeps_a_name(node: Node) -> bool:
    """Whether a part leaves a name behind for those that come after it."""
    if isinstance(node, Either):
        return any(_keeps_a_name(each) for each in node.nodelist)
    if isinstance(node, Called):
        return bool(node.name)
    if isinstance(node, Sentence):
        return bool(node.node.asvar)
    return not isinstance(node, Constant | Shown | Each | Within | Way | ForNode)
