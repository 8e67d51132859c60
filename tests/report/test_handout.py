"""Pages and workbooks of what `ready`, `react`, `backstop` and `asks` found."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

import willing
from tests.assess.good import together
from tests.operations import two_tasks
from tests.report.test_page import NASTY, Outline
from tests.report.test_sheets import table
from tests.report.test_words import of_page
from willing.api.handing import _handout
from willing.api.reacting import Reaction
from willing.domain.operation import Operation
from willing.errors import ProblemsFound
from willing.explain.asks_worth import Asks
from willing.explain.closing import Closing
from willing.planner.drivers import Driver
from willing.planner.interval import NOT_KNOWN, Interval
from willing.planner.kept import Step
from willing.report.backstop import Backstop
from willing.report.backstop_handout import _step, joined
from willing.report.handout import Handout, handout_page, write_handout_workbook
from willing.report.interval_chart import Bars, Known
from willing.report.words import headings


@cache
def worth() -> Backstop:
    """What the backstop of two tasks is worth, the likeliest day of the deal alone."""
    return willing.backstop(two_tasks(), outcomes="each backstop")


def made(vocabulary: str = "plain", name: str = "") -> dict[str, Handout]:
    """A handout of each kind; words and names are no findings, so what was found is reckoned once.
    """
    two, plan = together()
    reaction = _reaction()
    known = replace(reaction.known, operation=_spoken(reaction.known.operation, vocabulary, name))
    return {
        "ready": _handout(_spoken(two, vocabulary, name), willing.ready(two, plan, since=plan)),
        "react": _handout(two, replace(reaction, known=known)),
        "backstop": _handout(_spoken(two_tasks(), vocabulary, name), worth()),
        "asks": _handout(_spoken(two_tasks(), vocabulary, name), asked()),
        "closing": _handout(_spoken(two_tasks(), vocabulary, name), closed()),
    }


@cache
def asked() -> Asks:
    """What to ask for without the backstop and with it."""
    operation = two_tasks()
    return willing.asks(operation, willing.plan(operation, "each backstop"), most=4)


@cache
def closed() -> Closing:
    """The fewest asks that close class 2 without the backstop and with it."""
    operation = two_tasks()
    return willing.closing(operation, [2], willing.plan(operation, "each backstop"))


@cache
def _reaction() -> Reaction:
    return willing.react(*together(), {"deal": "2027-03-20"})


def _spoken(operation: Operation, vocabulary: str, name: str) -> Operation:
    return replace(
        operation, name=name or operation.name, note=name or operation.note,
        marking=name or "ILLUSTRATIVE",
        settings=replace(operation.settings, vocabulary=vocabulary),  # type: ignore[arg-type]
    )


KINDS = ["ready", "react", "backstop", "asks", "closing"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_whole_safe_and_needs_no_network(kind: str) -> None:
    """Every element is closed, drawings are XML, nothing is loaded, no text of a user is run."""
    text = handout_page(made(name=NASTY)[kind])
    assert Outline(text).unbalanced == []
    assert "&lt;script&gt;alert(&#39;x&#39;)" in text
    assert text.count("<script>") == 1
    assert "http:" not in text
    assert "https:" not in text
    for drawing in re.findall(r"<svg.*?</svg>", text, re.DOTALL):
        ElementTree.fromstring(drawing)
    anchors = set(re.findall(r'<a href="#([^"]+)">', text))
    assert anchors <= {attributes.get("id") for _, attributes in Outline(text).attributes}


@pytest.mark.parametrize("kind", KINDS)
def test_marking_stands_above_and_below(kind: str) -> None:
    """As on the page of a plan."""
    text = handout_page(made()[kind])
    assert text.count('<div class="marking" role="note">ILLUSTRATIVE</div>') == 2


@pytest.mark.parametrize("vocabulary", ["nato", "un"])
@pytest.mark.parametrize("kind", KINDS)
def test_headings_are_told_in_the_words_of_the_report(
    kind: str, vocabulary: str, tmp_path: Path
) -> None:
    """On the page and in the workbook no plain noun stands that this vocabulary replaces."""
    held = made(vocabulary)[kind]
    said = headings(held.operation)
    write_handout_workbook(held, tmp_path / "h.xlsx")
    found = [*of_page(handout_page(held))]
    for sheet in load_workbook(tmp_path / "h.xlsx"):
        for row in sheet.iter_rows():
            found += [str(cell.value) for cell in row if cell.value and cell.font.bold]
    assert len(found) > 10
    assert sorted({text for text in found if said(text) != text and ":" not in text}) == []


def test_every_table_has_a_sheet(tmp_path: Path) -> None:
    """Figures from both sides stand in cells, with both ends."""
    write_handout_workbook(made()["backstop"], tmp_path / "b.xlsx")
    names = CalamineWorkbook.from_path(str(tmp_path / "b.xlsx")).sheet_names
    wanted = {"Summary", "Answers", "Coverage", "Lines 1", "Lines 2", "Knowing", "Regret"}
    assert wanted <= set(names)
    rows = table(tmp_path / "b.xlsx", "Answers")
    assert [row["Answer"] for row in rows] == ["none", "enablers"]
    assert rows[1]["At least"] == pytest.approx(worth().worths.answers[1].worth.low, abs=1e-3)  # type: ignore[union-attr]
    assert rows[0]["In words"] == "what the others are held against"


def test_ready_tells_every_outcome_and_draws_the_fans() -> None:
    """Effects and lines of both days of the deal, who stands ready, and that nothing changed."""
    text = unescape(re.sub("</?time>", "", handout_page(made()["ready"])))
    for words in ("deal 2027-03-02", "D 2027-04-01", "1 of 2", 'id="fans"', "nld_pledge",
                  "No task is served otherwise than in the older plan."):
        assert words in text
    two, plan = together()
    one = _handout(two, willing.ready(two, plan, on=plan.outcomes[0].d_day))
    assert 'id="fans"' not in handout_page(one)


def test_react_has_the_orders_of_each_nation_together() -> None:
    """Those of the first days before those of the month, each nation's below its name once."""
    text = handout_page(made()["react"])
    assert text.index("first 72 hours") < text.index("first 30 days") < text.index("All orders")
    all_orders = made()["react"].leaves[-1]
    assert {len(row) for row in all_orders.cells[0].rows} == {13}
    assert len(all_orders.cells[0].rows) == len(all_orders.section.tables[0].rows) > 0
    assert '<details><summary>All orders' in text, "thousands of rows are not for paper"
    month = text.split('id="first-30-days"')[1].split("</section>")[0]
    assert month.count('<th scope="rowgroup"') == len(set(
        re.findall(r'<th scope="rowgroup"[^>]*>(\w+)</th>', month)))


def test_asks_stand_by_line_and_by_nation_and_are_not_added_up() -> None:
    """Lines by class on one scale; nations by id, each on its own; what is nobody's comes last."""
    held = made()["asks"]
    titles = [leaf.section.title for leaf in held.leaves]
    nations = [leaf.section.key for leaf in held.leaves
               if leaf.section.key not in ("By line", "Nobody")]
    assert titles[0] == "By line"
    assert nations == sorted(nations) != []
    line, *others = held.leaves
    assert {bars.scale for bars in line.bars} != {None}
    assert {bars.scale for leaf in others for bars in leaf.bars} == {None}
    asks = {item.ask.text for item in asked().ranked}
    assert {item.name for leaf in others for bars in leaf.bars for item in bars.items} == asks
    rows = line.cells[0].rows
    assert len(rows) == sum(len(item.ask.lines) for item in asked().ranked)
    assert [row[1] for row in rows] == sorted(row[1] for row in rows if isinstance(row[1], int))


def test_a_nations_page_has_its_own_asks_only() -> None:
    """Nobody else's name or pledge stands there; who is not asked is told so."""
    own = handout_page(_handout(two_tasks(), asked(), "FRA"))
    assert "fra_pledge" in own
    assert "deu_" not in own
    assert "By line" not in own
    nobody = replace(asked(), ranked=())
    assert "None of the asks tried is for it alone." in handout_page(
        _handout(two_tasks(), nobody, "DEU"))


def test_the_fewest_asks_stand_with_what_is_proved() -> None:
    """The set, its proof, how much stays short with none and with all; other sets beside it."""
    held = made()["closing"]
    assert "1 ask closes it, and no fewer of those known do (proved)" in (
        held.leaves[0].section.texts)
    [table] = held.leaves[0].section.tables
    assert [row[1] for row in table.rows] == ["FRA"]
    short = held.leaves[-1].bars[0].items
    assert (short[0].known, short[1].known) == (closed().without, closed().everything)
    nothing = replace(closed(), chosen=None, stopped=True)
    assert "No set was found." in handout_page(_handout(two_tasks(), nothing))


def test_latest_dates_stand_behind_the_asks() -> None:
    """Of all on the coordinator's page, of its own asks on a nation's; without a look, nowhere."""
    operation = two_tasks()
    plan = willing.plan(operation, "each backstop")
    mine = [item for item in asked().ranked if item.ask.nation == "FRA"]
    looked = willing.latest(operation, plan, mine)
    every = handout_page(_handout(operation, asked(), latest=looked))
    assert "answer backstop (now at the deal)" in every
    own = handout_page(_handout(operation, asked(), "FRA", looked))
    assert "Latest dates" in own
    assert "answer backstop" not in own
    assert "Latest dates" not in handout_page(_handout(operation, asked()))


def test_figures_that_drive_the_answer_are_drawn_with_both_ends_of_both_moves() -> None:
    """Two bars for each figure that was moved; what could not be planned is not known."""
    driver = Driver(
        table="pledges", record="fra_pledge", field="count", value="2", low="1", high="3",
        at_low=Interval(low=35.0, high=36.0), at_high=NOT_KNOWN)
    found = replace(worth(), drivers=(driver,), drivers_stopped=True)
    [*_, last] = _handout(two_tasks(), found).leaves
    assert last.section.key == "Figures"
    assert "Stopped before all were moved." in last.section.texts
    assert [(item.detail, item.text) for item in last.bars[0].items] == [
        ("moved to 1", "35.00 to 36.00 points"), ("moved to 3", "not known")]


def test_holds_that_follow_each_other_are_one_step() -> None:
    """Days in a row of one hold are joined; what differs in any other way stays apart."""
    first = Step(
        kind="no regret", what="hold", pledge="", unit="u", task="reserve", first=0, after=30,
        count=1, known=(), used=2, of=2)
    then = replace(first, first=30, after=60)
    more = replace(first, first=60, after=90, count=2)
    tour = replace(first, what="tour", first=30, after=60)
    bought = replace(first, what="step", task="vote", unit="", count=1)
    assert _step(two_tasks(), bought)[:5] == ("step", None, "–", "–", "vote")
    assert joined([first, then, more, tour]) == [tour, replace(first, after=60), more]


def test_a_figure_is_drawn_with_both_ends_and_never_bare() -> None:
    """Sure ones are full, those that hold nothing too are dashed, open ends are arrows."""
    found = Bars(caption="Worth", first="Answer", items=(
        Known(name="sure", known=Interval(low=2.0, high=4.0)),
        Known(name="open", known=Interval(low=1.0, high=None)),
        Known(name="unsure", known=Interval(low=-1.0, high=3.0)),
        Known(name="unseen", known=None),
    ))
    sure, open_, unsure, unseen = (str(svg) for _, svg in found.drawn())
    assert 'class="i1"' in sure
    assert 'class="i0"' not in sure + open_
    assert 'class="i3"' in open_
    assert "at least 1.00 points" in open_
    assert 'class="i0"' in unsure
    assert "not distinguishable from nothing" in unsure
    assert "not known" in unseen
    assert 'class="i' not in unseen
    assert [row[2:4] for row in found.table.rows] == [
        (2.0, 4.0), (1.0, None), (-1.0, 3.0), (None, None)]


def test_files_are_written_whole_and_not_over_others(tmp_path: Path) -> None:
    """The same findings give the same page; what has the name stays without `replace`."""
    two, plan = together()
    found = willing.ready(two, plan)
    willing.hand_out(two, found, html=tmp_path / "a.html", xlsx=tmp_path / "a.xlsx")
    willing.hand_out(two, found, html=tmp_path / "b.html")
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()
    with pytest.raises(ProblemsFound, match="something has this name already"):
        willing.hand_out(two, found, html=tmp_path / "a.html")
    with pytest.raises(ProblemsFound, match="two results would have this name"):
        willing.hand_out(two, found, html=tmp_path / "c", xlsx=tmp_path / "c")


def test_dates_of_a_handout_are_kept_on_one_line() -> None:
    """No date stands in the text of a page where a browser could break it behind a hyphen."""
    for name in made():
        page = handout_page(made()[name])
        text = re.sub(r"(?s)<(style|script|svg|title)\b.*?</\1>|<time>.*?</time>|<[^>]*>", "", page)
        assert not re.findall(r"\b\d{4}-\d{2}-\d{2}\b", text), name
    assert "<time>" in handout_page(made()["ready"])
