"""What is printed: results on stdout, everything else on stderr; text as it is, never markup."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING, Any

from willing.errors import Problem

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console

    from willing.assess.fault import Fault
    from willing.domain.operation import Operation
    from willing.domain.plan import Plan

_PAPER = 110
"""Columns where no terminal says how wide it is."""


def console() -> Console:
    """The console for results; as wide as paper where it is no terminal."""
    from rich.console import Console

    wide = sys.stdout.isatty() or "COLUMNS" in os.environ
    return Console(width=None if wide else _PAPER, highlight=False)


def say(text: str) -> None:
    """Print a line that is no result."""
    print(text, file=sys.stderr, flush=True)


def say_whose_data(told: Operation, made: Plan, operation: Path, plan: Path) -> None:
    """Say where a plan was not, or not for certain, made from the data that it is held against."""
    from willing.api import same_data

    if not made.operation_hash:
        say(f"{plan}: its operation_hash is empty, so it cannot be told whether it was made from "
            f"the data of {operation}. It was judged by the data as they are now; plans that "
            "Willing makes carry the hash.")
    elif not same_data(told, made):
        say(f"{plan}: it was made from other data than {operation} holds now, and was judged by "
            "these. 'willing replan' makes it anew, 'willing causes' says what changed.")


def show_json(value: Mapping[str, Any]) -> None:
    """Print a result as JSON."""
    print(json.dumps(value, indent=1, ensure_ascii=False, allow_nan=False, default=str))


def show_problems(problems: Sequence[Problem], *, as_json: bool) -> None:
    """Print problems that keep a command from being carried out: on stderr, or as JSON."""
    if as_json:
        show_json({"problems": [asdict(problem) for problem in problems]})
        return
    for line in problem_lines(problems):
        say(line)


def problem_lines(problems: Sequence[Problem]) -> Iterable[str]:
    """Problems as lines; several of one file stand together under its name."""
    order = {name: i for i, name in enumerate(dict.fromkeys(_file(p) for p in problems))}
    ranked = sorted(problems, key=lambda problem: order[_file(problem)])
    for name, group in groupby(ranked, key=_file):
        told = [
            f"warning: {problem}" if problem.level == "warning" else str(problem)
            for problem in group
        ]
        alone = not name or len(told) == 1
        yield from told if alone else (name, *(f"  {line}" for line in told))


def _file(problem: Problem) -> str:
    """The file or sheet that a problem stands in, before line or cell; empty: it is in none."""
    where = problem.where.partition(" ")[0]
    cut = min((where.find(mark) for mark in (":", "!") if mark in where), default=0)
    return where[:cut]


def fault_lines(faults: Sequence[Fault], rules: Mapping[str, str]) -> Iterable[str]:
    """Faults of a plan as lines, those of one rule together under what it says."""
    ranked = sorted(faults, key=lambda fault: list(rules).index(fault.rule))
    for rule, group in groupby(ranked, key=lambda fault: fault.rule):
        yield f"{rule}: {rules[rule]}"
        for fault in group:
            yield f"  {fault.outcome}: {fault.where}: {fault.text}"


def counted(number: int, word: str) -> str:
    """A number and its word: `1 fault`, `1,200 faults`."""
    return f"{number:,} {word}" + ("" if number == 1 else "s")
