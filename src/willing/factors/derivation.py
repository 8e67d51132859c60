"""Quantities derived from factors, with the arithmetic printed line by line.

A requirement may say `stations: stations=2, on_station_h=1.5` instead of a number. What it does not
say comes from the table of factors, and the report names the source of each figure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from willing.errors import nearest
from willing.factors.arithmetic import Quantity
from willing.factors.kinds import KINDS, Input, Kind
from willing.factors.refusal import not_negative, refuse
from willing.factors.rounding import plain
from willing.factors.table import factors


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One figure that went into a derivation."""

    name: str
    """Input name: `on_station_h`."""
    value: float
    """The figure."""
    unit: str
    """Its unit, in words."""
    source: str
    """`the requirement`, or the factor with its source, year and grade."""

    def __str__(self) -> str:
        return f"{self.name} = {plain(self.value)} {self.unit} ({self.source})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """How a quantity came from factors: carried by a requirement, printed in reports."""

    kind: str
    """What was derived: `stations`, `frontage`, `lanes`, `people_supported`, `qra`."""
    function: str
    """Function of this package that did the arithmetic."""
    inputs: tuple[Given, ...]
    """Every figure that went in, with unit and source."""
    steps: tuple[str, ...]
    """The arithmetic, one printable line each."""
    result: float
    """The exact quantity before rounding."""
    rounded: int
    """The quantity to require: raised to whole elements."""
    unit: str
    """What is counted: fighters, companies, vessels, elements."""
    also: tuple[Quantity, ...]
    """Further quantities on the way, such as litres and trucks."""

    def lines(self) -> list[str]:
        """All of it for a report: inputs with sources, then the arithmetic."""
        return [str(given) for given in self.inputs] + list(self.steps)


def derive(kind: str, **inputs: float) -> Derivation:
    """Derive a quantity of a kind; inputs not given are taken from the table of factors.

    Errors: `FactorFault` (a `ValueError`) for an unknown kind or input, with the nearest known
    name, for a missing input that no factor stands for, and for an impossible figure.

    >>> two = derive("stations", stations=2)
    >>> two.rounded, two.unit
    (24, 'aircraft')
    >>> for line in two.steps: print(line)
    5.5 h a turn = 1.5 h on station + 2 x 0.75 h transit + 2.5 h turnaround
    11.28 aircraft a station = 2 at once x 5.5 h / 1.5 h / 0.65 available
    12 aircraft a station, raised
    24 aircraft = 2 stations x 12
    """
    spec = _kind(kind)
    _check_names(kind, spec, inputs)
    given = tuple(_given(kind, wanted, inputs) for wanted in spec.inputs)
    outcome = spec.work({item.name: item.value for item in given})
    return Derivation(
        kind=kind,
        function=spec.function,
        inputs=given,
        steps=outcome.steps,
        result=outcome.result,
        rounded=outcome.rounded,
        unit=spec.unit,
        also=outcome.also,
    )


def read_derived(text: str) -> Derivation:
    """Derive from the text of a requirement: `kind: name=value, name=value`.

    Errors: `FactorFault` for text of another form, and as `derive`.

    >>> read_derived("qra: alert_aircraft=2").rounded
    8
    """
    kind, colon, rest = text.partition(":")
    inputs: dict[str, float] = {}
    for word in filter(None, (word.strip() for word in rest.split(","))):
        match = re.fullmatch(r"(\w+)\s*=\s*([0-9.]+(?:[eE][+-]?\d+)?)", word)
        if match is None or match[2].count(".") > 1 or match[1] in inputs:
            raise refuse(
                f"derived '{text}'",
                f"'{word}' was given",
                "each input once, as name=number, is allowed",
                "write it as 'stations: stations=2, on_station_h=1.5'",
            )
        inputs[match[1]] = float(match[2])
    if not colon:
        raise refuse(
            f"derived '{text}'",
            "no colon was given",
            "a kind, a colon and inputs are allowed",
            "write it as 'stations: stations=2, on_station_h=1.5'",
        )
    return derive(kind.strip(), **inputs)


def _kind(kind: str) -> Kind:
    if kind not in KINDS:
        raise refuse(
            "derive kind",
            f"'{kind}' was given",
            f"one of {', '.join(KINDS)} is allowed",
            nearest(kind, tuple(KINDS)),
        )
    return KINDS[kind]


def _check_names(kind: str, spec: Kind, inputs: Mapping[str, float]) -> None:
    known = tuple(wanted.name for wanted in spec.inputs)
    for name in inputs:
        if name not in known:
            raise refuse(
                f"derive {kind}",
                f"input '{name}' was given",
                f"{', '.join(known)} are allowed",
                nearest(name, known),
            )


def _given(kind: str, wanted: Input, inputs: Mapping[str, float]) -> Given:
    if wanted.name in inputs:
        value, source = inputs[wanted.name], "the requirement"
        not_negative(f"derive {kind}", **{wanted.name: value})
    elif wanted.factor is not None:
        factor = factors[wanted.factor]
        value = factor.value
        source = f"{factor.name}: {factor.source}, {factor.year}, grade {factor.grade}"
    elif wanted.default is not None:
        value, source = wanted.default, "the usual"
    else:
        raise refuse(
            f"derive {kind}",
            f"no '{wanted.name}' was given",
            f"a number of {wanted.unit} is allowed",
            f"add {wanted.name}=...",
        )
    return Given(name=wanted.name, value=value, unit=wanted.unit, source=source)
