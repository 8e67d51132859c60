"""Coverage over all outcomes: weighted figures, drawn and in cells."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.assess.good import together
from tests.report.conftest import Case
from tests.report.test_sheets import table
from willing.assess.ready import MARKS, ready
from willing.report.data import summary
from willing.report.fan_chart import fan_chart
from willing.report.fans import fans_of, quantile, told
from willing.report.html import page
from willing.report.workbook import write_workbook

COVERS = st.lists(
    st.tuples(st.floats(0, 1), st.floats(0.01, 1), st.just("")), min_size=1, max_size=9)


@given(COVERS, st.sampled_from([0.25, 0.5, 0.75]))
def test_a_quartile_is_some_outcomes_coverage(
    covers: list[tuple[float, float, str]], part: float
) -> None:
    """Outcomes of at least so much chance are not above it, and of at least the rest not below."""
    ranked = sorted(covers)
    whole = sum(chance for _, chance, _ in ranked)
    found = quantile(ranked, whole * part)
    assert found in [cover for cover, _, _ in ranked]
    assert sum(c for cover, c, _ in ranked if cover <= found) >= whole * part - 1e-6
    assert sum(c for cover, c, _ in ranked if cover >= found) >= whole * (1 - part) - 1e-6


def test_figures_are_those_of_the_outcomes() -> None:
    """Half of one outcome on D+30 and all in none: least, most and mean are reckoned by chance."""
    operation, plan = together()
    [effect, line] = fans_of(operation, plan)
    assert (effect.kind, line.kind, line.name) == ("effect", "line", "post")
    for day in effect.days:
        covers: dict[str, float] = {
            part.outcome: next(
                on.cover or 0.0 for on in dict(ready(operation, plan, part.outcome, operation.as_of)
                                        .effects)["borders"] if on.mark == day.mark)
            for part in plan.outcomes
        }
        assert day.least == min(covers.values()) == covers[day.worst]
        assert day.most == max(covers.values())
        assert day.mean == pytest.approx(sum(covers.values()) / 2)
        assert day.least <= day.low <= day.middle <= day.high <= day.most


def test_outcomes_count_by_their_chance_among_those_with_a_deal(allies: Case) -> None:
    """An outcome without a deal is left out; days on which nothing is wanted have no figure."""
    operation, plan = allies
    found = fans_of(operation, plan)
    assert all(day.mark in MARKS for fan in found for day in fan.days)
    assert {"skies", "borders"} & {fan.name for fan in found}
    assert all(0 < day.chance <= 1 for fan in found for day in fan.days)
    lines = [fan for fan in found if fan.kind == "line"]
    assert [fan.priority for fan in lines] == sorted(fan.priority or 0 for fan in lines)


def test_one_outcome_has_no_fan(post: Case) -> None:
    """Its page and its summary leave the part out."""
    assert fans_of(*post) == ()
    assert 'id="fans"' not in page(*post)
    assert summary(*post)["fans"] == []


def test_the_page_draws_every_effect_and_folds_the_lines(allies: Case) -> None:
    """Drawings are XML with words; lines that are short stand in a fold, all others are counted."""
    part = page(*allies).split('<section id="fans">')[1].split("</section>")[0]
    found = fans_of(*allies)
    drawings = re.findall(r'<svg class="fan".*?</svg>', part, re.DOTALL)
    short = [fan for fan in found if fan.kind == "line" and fan.told]
    assert len(drawings) == sum(fan.kind == "effect" for fan in found) + len(short)
    for drawing in drawings:
        assert ElementTree.fromstring(drawing).get("aria-label")
    assert f"({len(short)} of" in part


def test_words_say_when_all_outcomes_agree(allies: Case) -> None:
    """One figure where it is one; least, middle half, most and mean where they differ."""
    days = [day for fan in fans_of(*allies) for day in fan.days]
    for day in days:
        words = told(day)
        assert (" in all" in words) == (day.most - day.least < 1e-9)
        assert ("middle half" in words) != (" in all" in words)
    assert "wanted in" not in told(days[0])


def test_sheet_has_a_row_for_each_day(tmp_path: Path, allies: Case) -> None:
    """With the outcome where it is least."""
    write_workbook(*allies, tmp_path / "f.xlsx")
    rows = table(tmp_path / "f.xlsx", "Over all outcomes")
    found = fans_of(*allies)
    assert len(rows) == sum(len(fan.days) for fan in found)
    assert rows[0]["Least in"] == found[0].days[0].worst
    assert fan_chart(found[0]).startswith("<svg")
