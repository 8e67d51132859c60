"""The curve of growth: its exponent and its picture."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

import pytest

from benchmarks.growth import Point, exponent, picture
from benchmarks.table import Figure

CURVE = [Point(n, Figure(0.001 * n**1.5, False), 100.0) for n in (100, 200, 400, 800)]


def test_the_exponent_of_a_power_is_found() -> None:
    """Times that grow as n^1.5 have the exponent 1.5."""
    assert exponent(CURVE) == pytest.approx(1.5)


def test_sizes_that_never_got_there_do_not_count() -> None:
    """A limit is no time; one size alone has no exponent."""
    assert exponent([*CURVE, Point(1600, Figure(900, True), 100.0)]) == pytest.approx(1.5)
    assert exponent([CURVE[0]]) is None


def test_the_picture_is_readable_xml_with_every_figure() -> None:
    """Every size and time is written beside its point, and the picture has a title."""
    drawn = picture([*CURVE[:3], Point(800, Figure(900, True), 100.0)], 0.03)
    text = " ".join(ElementTree.fromstring(drawn).itertext())
    for word in ("100", "200", "400", "800", "1.0 s", "> 900 s", "3.0%"):
        assert word in text
