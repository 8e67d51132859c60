"""Who flags which post in which turn, and which elements stand for two tasks."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.meaning.build import duty, need, operation, owner, pledge, unit
from tests.report.plans import hold, plan_of, tour
from willing.domain.operation import Operation
from willing.domain.plan import Plan
from willing.report.charts import charts
from willing.report.declared import dealt
from willing.report.html import page
from willing.report.nations import nation_page
from willing.report.posts import Flag, alike
from willing.report.reading import Reading, readings
from willing.report.statement import line_words, statement
from willing.report.workbook import write_workbook

DEAL = "2027-01-01"


def staffed() -> tuple[Operation, Plan]:
    """Two posts for 90 days: AAA has both, BBB relieves one on day 30; the other falls vacant."""
    made = operation(
        unit("aaa", 2, tours=(30, 60)), unit("bbb", tours=(60,)), pledge("aaa", 2), pledge("bbb"),
        need("hq", "D+0..D+90: 2", kind="posts"),
    )
    return made, plan_of(made, {DEAL: [
        tour(made, "aaa pledge", "hq", "2027-01-01", 30),
        tour(made, "aaa pledge", "hq", "2027-01-01", 60),
        tour(made, "bbb pledge", "hq", "2027-01-31", 60),
    ]})


def pooled() -> tuple[Operation, Plan]:
    """AAA 2, both in its alliance's pool, one of them in the operation's reserve as well."""
    made = operation(
        unit("aaa", 2, notice_days=5), pledge("aaa", 2),
        duty("pool", "AAA", "standing", "2", twice=True),
        need("reserve", "D+0..D+60: 1", kind="notice", ready_days=10, twice=True),
        owner("aaa", "AAA", 1.0),
    )
    return made, plan_of(made, {DEAL: [
        hold(made, "aaa", "pool", "2027-01-01", 120, 2),
        hold(made, "aaa", "reserve", "2027-01-01", 60, 1, pledge="aaa pledge"),
    ]})


def read(case: tuple[Operation, Plan]) -> Reading:
    """The one outcome of a plan."""
    return readings(*case)[0]


def test_a_relief_takes_the_post_of_whoever_leaves_first() -> None:
    """First out, first in: BBB follows on the post whose tour of 30 days ended."""
    assert [(f.serial, f.nation, f.turn, f.first, f.after) for f in read(staffed()).posts] == [
        ("hq/1", "AAA", 1, 0, 30), ("hq/1", "BBB", 2, 30, 90),
        ("hq/2", "AAA", 1, 0, 60), ("hq/2", "", 0, 60, 90),
    ]


def test_a_nation_sees_the_posts_it_flags() -> None:
    """The page of BBB names its one post; AAA's names two."""
    reading = read(staffed())
    assert [f.serial for f in nation_page(reading, "BBB").posts] == ["hq/1"]
    assert [f.serial for f in nation_page(reading, "AAA").posts] == ["hq/1", "hq/2"]


def test_posts_that_close_are_filled_last() -> None:
    """When one of two posts is wanted no more, whoever comes takes the one that is."""
    made = operation(
        unit("aaa", 3), pledge("aaa", 3), need("hq", "D+0..D+30: 2; D+30..D+60: 1", kind="posts"),
    )
    plan = plan_of(made, {DEAL: [
        tour(made, "aaa pledge", "hq", "2027-01-01", 30, 2),
        tour(made, "aaa pledge", "hq", "2027-01-31", 30),
    ]})
    assert [(f.serial, f.first) for f in read((made, plan)).posts] == [
        ("hq/1", 0), ("hq/1", 30), ("hq/2", 0),
    ]


def test_more_than_there_are_posts_stand_beside_them() -> None:
    """An element without a post of its own is told, not hidden."""
    made = operation(
        unit("aaa", 2), pledge("aaa", 2), need("hq", "D+0..D+30: 1", kind="posts"),
    )
    plan = plan_of(made, {DEAL: [tour(made, "aaa pledge", "hq", "2027-01-01", 30, 2)]})
    assert [f.serial for f in read((made, plan)).posts] == ["hq/1", "hq/-"]


def test_elements_that_stand_for_two_tasks_are_told_by_nation() -> None:
    """Two elements bear three declarations, so one of them stands for both, for 60 days."""
    reading = read(pooled())
    assert [(d.nation, d.unit, d.count, d.tasks, d.first, d.after) for d in reading.declared] == [
        ("AAA", "aaa", 1, ("reserve", "pool"), 0, 60),
    ]
    assert nation_page(reading, "AAA").declared == reading.declared


def test_nobody_is_told_where_there_are_enough_for_all() -> None:
    """With a third element nobody needs to stand for two tasks."""
    made, plan = pooled()
    more = operation(
        unit("aaa", 3, notice_days=5), pledge("aaa", 2), *made.commitments, *made.requirements,
    )
    assert read((more, plan)).declared == ()


@given(st.integers(1, 6), st.lists(st.integers(0, 6), max_size=5))
def test_the_ring_deals_out_whatever_the_rule_allows(home: int, numbers: list[int]) -> None:
    """Up to `home` for each task and twice as many for all: pairs of two tasks, and no more."""
    counts = {f"t{i}": min(number, home) for i, number in enumerate(numbers)}
    while sum(counts.values()) > 2 * home:
        counts.popitem()
    pairs = dealt(counts, home)
    assert sum(pairs.values()) == max(sum(counts.values()) - home, 0)
    assert all(one != other for one, other in pairs)
    for name, number in counts.items():
        assert sum(n for pair, n in pairs.items() if name in pair) <= number


def test_the_statement_counts_who_is_held() -> None:
    """A reserve at notice has its element accepted, though nobody is in place."""
    [entry] = statement(read(pooled()))
    assert (entry.accepted, entry.least, entry.by) == (1, 1, (("AAA", 1),))
    assert line_words(entry.line) == "reserve (at notice of 10 days, may be declared twice)"


def test_elements_held_for_the_operation_are_drawn() -> None:
    """The rotation of the reserve has a bar, which names its nation and says it is at home."""
    drawn = {name: svg for _, rows in charts(read(pooled())).lines for name, _, svg in rows}
    assert "AAA aaa: 1 element held at home, D+0 to D+60 (60 days)<" in drawn["reserve"]


def test_the_page_shows_both_registers() -> None:
    """A reader finds who flags which post, which element stands for two tasks, and its owners."""
    posts, pool = page(*staffed()), page(*pooled())
    assert "Register of posts" in posts
    register = posts[posts.index("Register of posts"):]
    folded = register.index("<details><summary>All posts, turn by turn (")
    assert folded < register.index("<table>") < register.index("</details>")
    assert "hq/2" in posts
    assert "vacant" in posts
    assert "Declared for two tasks" in pool
    assert "at notice of 10 days, may be declared twice" in pool
    assert "What you own a part of" in pool
    assert "Register of posts" not in pool


def test_the_workbook_has_a_sheet_for_each_register(tmp_path: Path) -> None:
    """Sheets stand only where there is something to tell."""
    write_workbook(*staffed(), tmp_path / "posts.xlsx")
    write_workbook(*pooled(), tmp_path / "pool.xlsx")
    posts, pool = load_workbook(tmp_path / "posts.xlsx"), load_workbook(tmp_path / "pool.xlsx")
    assert "Posts" in posts.sheetnames
    assert "Declared twice" not in posts.sheetnames
    rows = list(pool["Declared twice"].iter_rows(values_only=True))
    [told] = [row for row in rows if row[0] == "AAA"]
    assert told[3:7] == (1, "element", "reserve", "pool")


def test_posts_that_are_alike_stand_together() -> None:
    """Three posts that one pool flags on the same days are one line; another's is its own."""
    def flag(post: int, nation: str, first: int = 0) -> Flag:
        return Flag(serial=f"hq/{post}", task="hq", nation=nation, unit=nation.lower(), turn=1,
                    first=first, after=first + 30)

    told = alike([flag(1, "AAA"), flag(1, "BBB", 30), flag(2, "AAA"), flag(3, "BBB"),
                  flag(4, "AAA"), flag(5, "AAA")])
    assert [(a.serials, a.number, a.flag.nation) for a in told] == [
        ("hq/1 to 2", 2, "AAA"), ("hq/1", 1, "BBB"), ("hq/3", 1, "BBB"), ("hq/4 to 5", 2, "AAA"),
    ]
