"""Whether the tests notice a fault in the rules: ``python -m tests.proof.mutation``, or ``bin/test --mutation``.

Every fault of every rule is tried against the named tests. What survives must stand in ``survivors.toml`` with the
reason why it changes nothing; ``docs/mutation-survivors.md`` is made of that.
"""

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from tests.proof.mutants import VARIABLE, Mutant, mutants
from tests.proof.trying import MODULE, TOLD, Outcome

PROJECT = Path(__file__).parents[2]
_ROOMS = "src/barnetsplan"
_PURE = (f"{_ROOMS}/policy/tests",)
_STANDING = (
    f"{_ROOMS}/records/tests/test_visible_to.py",
    f"{_ROOMS}/people/tests/test_people.py",
    f"{_ROOMS}/coordination/tests",
    "tests/proof/test_visible_is_decided.py",
)
#: The rules, and the tests that must notice a fault in them.
TARGETS: Mapping[str, tuple[str, ...]] = {
    "policy.rules": _PURE,
    "policy.decide": _PURE,
    "policy.scope": _PURE,
    "policy.layers": _PURE,
    "policy.kinds": _PURE,
    "policy.grounds": _PURE,
    "consent.states": (f"{_ROOMS}/consent/tests/test_states.py",),
    "coordination.facts": _STANDING,
}
_ABOUT = (
    "`bin/test --mutation` puts every small fault into {targets}, one at a time, and runs the tests that must notice. "
    "Each fault below passes them, and here is why it changes nothing that anybody could see. Any other survivor fails "
    "the run."
)


@dataclass(frozen=True, slots=True)
class Trial:
    """One fault and whether the tests let it pass."""

    mutant: Mutant
    survived: bool


def known_survivors() -> Mapping[str, str]:
    """Faults that no test can notice, each with its reason."""
    read = tomllib.loads((PROJECT / "tests/proof/survivors.toml").read_text(encoding="utf-8"))
    return {each["fault"]: each["reason"] for each in read.get("survivor", [])}


class TestsFail(Exception):
    """The tests do not pass without any fault, so they prove nothing."""


def trials(module: str) -> Iterator[Trial]:
    """Try every fault of a module: in forks of one process, and whatever passes there with everything imported anew."""
    with TemporaryDirectory() as folder:
        told = Path(folder) / "told"
        if _pytest(module, "tests.proof.trying", {MODULE: module, TOLD: str(told)}, Path(folder)) != 0:
            raise TestsFail(module)
        outcomes = [Outcome(json.loads(line)[1]) for line in told.read_text(encoding="utf-8").splitlines()]
        for number, (mutant, outcome) in enumerate(zip(mutants(module), outcomes, strict=True)):
            noticed = outcome is Outcome.NOTICED or _pytest(module, "tests.proof.mutants", _one(module, number), folder)
            yield Trial(mutant, survived=not noticed)


def _one(module: str, number: int) -> Mapping[str, str]:
    return {VARIABLE: f"{module}#{number}"}


def _pytest(module: str, plugin: str, variables: Mapping[str, str], folder: Path | str) -> int:
    """What a run of the tests of a module ends with."""
    answer = subprocess.run(  # noqa: S603  our own interpreter and our own tests
        [
            *(sys.executable, "-m", "pytest", "-p", plugin, "-p", "no:cacheprovider", "-q", "-x", "-n0"),
            *("--no-header", "--no-summary", f"--basetemp={folder}/files", *TARGETS[module]),
        ],
        cwd=PROJECT,
        env={**os.environ, **variables, "PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    return answer.returncode


def document(known: Mapping[str, str]) -> str:
    """``docs/mutation-survivors.md``: each fault that passes, and why it changes nothing."""
    lines = [
        "# Faults in the rules that no test notices",
        "<!-- Made by `python -m tests.documents` from tests/proof/survivors.toml. -->",
        _ABOUT.format(targets=_listed()),
        *(f"- `{fault}`\n  {reason}" for fault, reason in known.items()),
    ]
    return "\n\n".join(lines) + "\n"


def _listed() -> str:
    return ", ".join(f"`{module.replace('.', '/')}.py`" for module in TARGETS)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    """Try all, or the modules that are named; tell of each survivor that has no reason."""
    known = known_survivors()
    modules = sys.argv[1:] or list(TARGETS)
    tried, survived = 0, set()
    for module in modules:
        began, before = monotonic(), tried
        for trial in trials(module):
            tried += 1
            if trial.survived:
                survived.add(trial.mutant.name)
                _say(f"Passed unseen: {trial.mutant.name}")
        _say(f"{module}: {tried - before} faults in {monotonic() - began:.0f} s.")
    unexplained = sorted(survived - known.keys())
    of_these = {name for name in known if name.split(":")[0].startswith(tuple(modules))}
    gone = sorted(of_these - survived)
    _say(f"{tried} faults, {len(survived)} passed unseen, {len(survived) - len(unexplained)} of them explained.")
    for name in gone:
        _say(f"Noticed by now, take it out of survivors.toml: {name}")
    return 1 if unexplained or gone else 0


if __name__ == "__main__":
    sys.exit(main())
