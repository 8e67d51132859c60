"""Raising, cutting and printing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from willing.factors import cut, plain, raised, raised_to


@given(number=st.integers(0, 10**6), tenths=st.integers(1, 40))
def test_floating_point_never_adds_a_unit(number: int, tenths: int) -> None:
    """A product that is whole on paper stays whole: 100 x 1.1 is 110."""
    exact = -(-number * tenths // 10)
    assert raised(number * (tenths / 10)) == exact


@given(value=st.floats(0, 1e6), step=st.sampled_from([0.25, 0.5, 1, 10, 30]))
def test_raising_to_a_step(value: float, step: float) -> None:
    """The raised figure is a multiple of the step and less than one step above."""
    high = raised_to(value, step)
    assert value - 1e-6 <= high < value + step + 1e-6
    assert cut(high / step) == raised(high / step)


@pytest.mark.parametrize(
    ("value", "shown"),
    [(577275.3, "577,275.3"), (24, "24"), (0, "0"), (0.001, "0.001"), (100, "100"), (1.005, "1")],
)
def test_figures_print_plainly(value: float, shown: str) -> None:
    """Figures print with thousands apart and no empty decimals, and small ones do not vanish."""
    assert plain(value) == shown
