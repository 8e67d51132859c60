"""The table of factors: complete, in range, found by name, and used by name."""

from __future__ import annotations

import ast
import csv
from importlib.resources import files
from pathlib import Path

import pytest

import willing.factors as package
from willing.errors import WillingError
from willing.factors import Factor, UnknownFactor, factors, load_factors
from willing.factors.air import AIRCRAFT
from willing.factors.kinds import KINDS
from willing.factors.rations import VEHICLES
from willing.factors.sustain import CLIMATES, DRY
from willing.factors.table import COLUMNS, GRADES

SOURCES = sorted(Path(package.__file__).parent.glob("*.py"))


@pytest.mark.parametrize("factor", factors.values(), ids=lambda factor: factor.name)
def test_every_row_is_complete(factor: Factor) -> None:
    """Every factor has a unit, a source, a year and a grade."""
    assert factor.unit
    assert factor.source
    assert 1950 <= factor.year <= 2026
    assert factor.grade in GRADES


@pytest.mark.parametrize("factor", factors.values(), ids=lambda factor: factor.name)
def test_every_value_lies_in_its_range(factor: Factor) -> None:
    """Low is not above the value and high is not below it."""
    assert factor.value > 0
    if factor.low is not None:
        assert factor.low <= factor.value
    if factor.high is not None:
        assert factor.value <= factor.high


def test_what_is_from_memory_is_illustrative() -> None:
    """A figure nobody read in a source is never graded better than illustrative."""
    guessed = [f for f in factors.values() if "memory" in f.source or "sketch" in f.source]
    assert guessed
    assert {factor.grade for factor in guessed} == {"I"}


def test_the_file_has_the_documented_columns_and_no_name_twice() -> None:
    """The CSV file has the columns of the reference and each name once."""
    text = files("willing.factors").joinpath("factors.csv").read_text(encoding="utf-8")
    header, *rows = csv.reader(text.splitlines())
    assert tuple(header) == COLUMNS
    assert len({row[0] for row in rows}) == len(rows) == len(factors)


def test_a_factor_prints_with_its_source() -> None:
    """A factor prints with unit, source, year and grade, so that no figure travels alone."""
    assert str(factors["water_temperate"]) == (
        "water_temperate = 6.1 gal per person per day (ATP 5-0.2-1, table G-27, 2020, A)"
    )


def test_an_unknown_factor_names_the_nearest() -> None:
    """A misspelt factor is refused as a KeyError that names the nearest known one."""
    with pytest.raises(UnknownFactor, match=r"'water_temparate' is no .*'water_temperate'\?") as e:
        factors["water_temparate"]
    assert isinstance(e.value, KeyError)
    assert isinstance(e.value, WillingError)
    assert "water_temparate" not in factors


def test_the_table_is_read_once() -> None:
    """Everyone shares one table, which cannot be changed."""
    assert load_factors() is factors
    with pytest.raises(TypeError, match="item assignment"):
        factors["water_temperate"] = factors["mail"]  # type: ignore[index]


def _named_in_code() -> set[str]:
    names: set[str] = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Subscript)
                and isinstance(node.value, ast.Name)
                and node.value.id == "factors"
                and isinstance(node.slice, ast.Constant)
            ):
                names.add(str(node.slice.value))
    return names


def test_every_factor_named_in_code_exists() -> None:
    """No function asks for a factor the table does not have."""
    names = _named_in_code()
    names |= {f"{kind}_{part}" for kind in AIRCRAFT for part in ("payload", "ground")}
    names |= {f"water_{climate}" for climate in CLIMATES}
    names |= {f"pallets_{vehicle}" for vehicle in VEHICLES}
    names |= {wanted.factor for kind in KINDS.values() for wanted in kind.inputs if wanted.factor}
    names |= set(DRY)
    assert len(names) > 60
    assert names <= set(factors)


def test_dry_supplies_weigh_what_the_manual_adds_up_to() -> None:
    """The dry classes of supply have one unit, pounds per person and day."""
    assert {factors[name].unit for name in DRY} == {"lb per person per day"}
