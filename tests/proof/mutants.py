"""Small faults put into the rules one at a time: a comparison turned, an *and* made an *or*, a value changed.

As a plugin of pytest (``-p tests.proof.mutants``) this module puts the one fault that ``FAULT_IN_RULES`` numbers
into the module as it is imported; the files stay as they are. ``tests.proof.mutation`` runs them all.
"""

import ast
import copy
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType

import pytest
from hypothesis import Phase, settings

PACKAGE = Path(__file__).parents[2] / "src/barnetsplan"
VARIABLE = "FAULT_IN_RULES"

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.Sub: ast.Add,
    ast.Add: ast.Sub,
}
#: What Django calls a comparison.
_LOOKUPS = {"__lte": "__lt", "__lt": "__lte", "__gte": "__gt", "__gt": "__gte"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault: in which module and function, and how its line reads before and after."""

    module: str
    function: str
    before: str
    after: str
    tree: ast.Module

    @property
    def name(self) -> str:
        """What a list of survivors calls it."""
        return f"{self.module}.{self.function}: {self.before} -> {self.after}"


def mutants(module: str) -> Iterator[Mutant]:
    """Every fault of a module, always in the same order."""
    tree = ast.parse(path_of(module).read_text(encoding="utf-8"))
    for number, (node, function) in enumerate(_nodes(tree, "")):
        for fault in _faults(node):
            changed = copy.deepcopy(tree)
            same = next(each for place, (each, _) in enumerate(_nodes(changed, "")) if place == number)
            before = ast.unparse(same)
            fault(same)
            after = ast.unparse(same)
            if before != after:
                yield Mutant(module, function, before, after, ast.fix_missing_locations(changed))


def path_of(module: str) -> Path:
    """Where ``policy.rules`` stands."""
    return PACKAGE / Path(*module.split(".")).with_suffix(".py")


def _nodes(node: ast.AST, function: str) -> Iterator[tuple[ast.AST, str]]:
    """Every node in which something can be turned, with the function it is in; no annotation and no import."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, (ast.Import, ast.ImportFrom, ast.AnnAssign)) and not isinstance(node, ast.Module):
            continue
        if isinstance(child, (ast.FunctionDef, ast.ClassDef)):
            inside = f"{function}.{child.name}".lstrip(".")
            yield from ((each, inside) for each, inside in _in_body(child, inside))
        elif not isinstance(child, (ast.arguments, ast.Import, ast.ImportFrom)):
            yield child, function or "module"
            yield from _nodes(child, function)


def _in_body(node: ast.FunctionDef | ast.ClassDef, function: str) -> Iterator[tuple[ast.AST, str]]:
    yield from _nodes(ast.Module(body=node.body, type_ignores=[]), function)


def _faults(node: ast.AST) -> Sequence[Callable[[ast.AST], None]]:
    """How this node can be wrong; each fault is applied to a copy, and one that changes nothing is left out."""
    if isinstance(node, ast.BoolOp):
        return [_turn_and_or, *(_leave_out(number) for number in range(len(node.values)))]
    return [_FAULTS[type(node)]] if type(node) in _FAULTS else []


def _turn_comparison(node: ast.AST) -> None:
    assert isinstance(node, ast.Compare)
    kind = type(node.ops[0])
    node.ops[0] = _COMPARISONS.get(kind, kind)()


def _turn_and_or(node: ast.AST) -> None:
    assert isinstance(node, ast.BoolOp)
    node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()


def _leave_out(number: int) -> Callable[[ast.AST], None]:
    def fault(node: ast.AST) -> None:
        assert isinstance(node, ast.BoolOp)
        del node.values[number]
        if len(node.values) == 1:
            node.values.append(copy.deepcopy(node.values[0]))

    return fault


def _take_not_away(node: ast.AST) -> None:
    assert isinstance(node, ast.UnaryOp)
    if isinstance(node.op, ast.Not):
        node.operand = ast.UnaryOp(op=ast.Not(), operand=node.operand)


def _turn_branches(node: ast.AST) -> None:
    assert isinstance(node, ast.IfExp)
    node.body, node.orelse = node.orelse, node.body


def _turn_operator(node: ast.AST) -> None:
    assert isinstance(node, ast.BinOp)
    kind = type(node.op)
    node.op = _OPERATORS.get(kind, kind)()


def _return_other(node: ast.AST) -> None:
    """Yes for no and no for yes; nothing for something."""
    assert isinstance(node, ast.Return)
    if not isinstance(node.value, ast.Constant):
        node.value = ast.Constant(None)


def _change_value(node: ast.AST) -> None:
    assert isinstance(node, ast.Constant)
    if isinstance(node.value, bool):
        node.value = not node.value
    elif isinstance(node.value, int):
        node.value += 1


def _turn_lookup(node: ast.AST) -> None:
    assert isinstance(node, ast.keyword)
    name = node.arg or ""
    ending = next((each for each in _LOOKUPS if name.endswith(each)), None)
    if ending:
        node.arg = name.removesuffix(ending) + _LOOKUPS[ending]


def _turn_test(node: ast.AST) -> None:
    if isinstance(node, ast.If):
        node.test = ast.UnaryOp(op=ast.Not(), operand=node.test)
    elif isinstance(node, ast.comprehension) and node.ifs:
        node.ifs = []


_FAULTS: dict[type[ast.AST], Callable[[ast.AST], None]] = {
    ast.Compare: _turn_comparison,
    ast.UnaryOp: _take_not_away,
    ast.IfExp: _turn_branches,
    ast.BinOp: _turn_operator,
    ast.Return: _return_other,
    ast.Constant: _change_value,
    ast.keyword: _turn_lookup,
    ast.If: _turn_test,
    ast.comprehension: _turn_test,
}


class _Loader(SourceFileLoader):
    """Compiles the module with its fault; no bytecode is read or kept."""

    def get_code(self, fullname: str) -> CodeType | None:
        """The code of the faulty module; without a number it is as it stands, to see that the tests pass then."""
        return compile(_chosen(), self.path, "exec")


class Finder(MetaPathFinder):
    """Finds the one module that has a fault."""

    def __init__(self, module: str) -> None:
        self.module = f"barnetsplan.{module}"

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The module as it is found otherwise, with another loader."""
        if fullname != self.module:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        assert spec is not None
        assert spec.origin is not None
        spec.loader = _Loader(fullname, spec.origin)
        return spec


def _chosen() -> ast.Module:
    module, number = os.environ[VARIABLE].split("#")
    if not number:
        return ast.parse(path_of(module).read_text(encoding="utf-8"))
    return list(mutants(module))[int(number)].tree


def quick_to_fail() -> None:
    """The same examples for each fault, and no time spent on making a failing one small."""
    phases = (Phase.explicit, Phase.generate)
    settings.register_profile("faults", settings(), database=None, derandomize=True, phases=phases)
    settings.load_profile("faults")


@pytest.hookimpl(trylast=True)
def pytest_configure() -> None:
    """Of generated tests it is enough that they fail."""
    quick_to_fail()


if VARIABLE in os.environ:
    sys.meta_path.insert(0, Finder(os.environ[VARIABLE].split("#")[0]))
