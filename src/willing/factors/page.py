"""Writes the reference page of the factors: `python -m willing.factors.page`."""

from __future__ import annotations

import inspect
from types import ModuleType

from willing.factors import (
    air,
    clearance,
    crews,
    distribution,
    frontage,
    harmony,
    pools,
    presence,
    rail,
    rail_fleet,
    rations,
    road,
    rotation,
    rounding,
    sea,
    sustain,
)
from willing.factors.kinds import KINDS
from willing.factors.rounding import plain
from willing.factors.table import COLUMNS, Factor, factors

THEMES: tuple[ModuleType, ...] = (
    rotation,
    pools,
    harmony,
    presence,
    crews,
    frontage,
    road,
    rail,
    rail_fleet,
    air,
    sea,
    clearance,
    sustain,
    rations,
    distribution,
    rounding,
)
"""Modules of functions, in the order of the page."""

HEAD = """\
# Planning factors

This page is written by `python -m willing.factors.page`; change `factors.csv` or the docstrings.

A planning factor is a number with a unit, a source and a year. Grades: A official or primary,
B reputable press or institute, C relay not checked, I illustrative. Where a source prints no date
the year is that of reading, and the note says so. Functions return exact figures unless they count
whole things: what is needed is raised, what can be done is cut.
"""


def page() -> str:
    """The whole page as Markdown.

    >>> page().splitlines()[0]
    '# Planning factors'
    """
    return "\n".join((HEAD, *_kinds(), *_functions(), *_factors()))


def public_functions(module: ModuleType) -> list[str]:
    """Names of the functions a theme offers, in the order of its file.

    >>> public_functions(rounding)
    ['raised', 'cut', 'raised_to', 'plain']
    """
    return [
        name
        for name, thing in vars(module).items()
        if inspect.isfunction(thing)
        and thing.__module__ == module.__name__
        and not name.startswith("_")
    ]


def _kinds() -> list[str]:
    lines = ["## Derived quantities", ""]
    lines += ["A requirement may write `kind: name=value, name=value` instead of a number.", ""]
    for name, kind in KINDS.items():
        lines += [f"### {name}", "", f"{kind.about} Counts {kind.unit}.", ""]
        lines += ["| input | unit | when not given |", "|---|---|---|"]
        for wanted in kind.inputs:
            usual = "must be given" if wanted.default is None else plain(wanted.default)
            usual = f"factor `{wanted.factor}`" if wanted.factor else usual
            lines.append(f"| {wanted.name} | {wanted.unit} | {usual} |")
        lines.append("")
    return lines


def _functions() -> list[str]:
    lines = ["## Functions", ""]
    for module in THEMES:
        title = module.__name__.rpartition(".")[2]
        about = (module.__doc__ or "").splitlines()[0]
        lines += [f"### {title}", "", about, "", "| function | does |", "|---|---|"]
        for name in public_functions(module):
            function = getattr(module, name)
            says = " ".join((function.__doc__ or "").split("\n\n")[0].split())
            lines.append(f"| `{name}{_signature(function)}` | {says} |")
        lines.append("")
    return lines


def _signature(function: object) -> str:
    assert callable(function)
    names = []
    starred = False
    for parameter in inspect.signature(function).parameters.values():
        if parameter.kind is parameter.KEYWORD_ONLY and not starred:
            names.append("*")
            starred = True
        names.append(parameter.name)
    return f"({', '.join(names)})"


def _factors() -> list[str]:
    head = ["## Factors", "", f"| {' | '.join(COLUMNS)} |", "|---" * len(COLUMNS) + "|"]
    return [*head, *(_row(factor) for factor in factors.values()), ""]


def _row(factor: Factor) -> str:
    low, high = ("" if end is None else f"{end:g}" for end in (factor.low, factor.high))
    cells = (
        f"`{factor.name}`",
        f"{factor.value:g}",
        factor.unit,
        low,
        high,
        factor.source,
        str(factor.year),
        factor.grade,
        factor.note,
    )
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    print(page(), end="")
