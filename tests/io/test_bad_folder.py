"""Faults of a folder: each is told with its place, what was given, what is allowed, what to do."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.operations import two_tasks
from willing.errors import ProblemsFound
from willing.io.limits import LARGEST_TABLE, LARGEST_YAML
from willing.io.load import load
from willing.io.save import save

Edit = Callable[[str], str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of `two_tasks`, to be spoilt."""
    save(two_tasks(), tmp_path / "op")
    return tmp_path / "op"


def swap(old: str, new: str) -> Edit:
    """Replace the first occurrence of a text, which must be there."""
    def edit(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)
    return edit


CASES: list[tuple[str, Edit, str]] = [
    ("units.csv", swap("count,", "cuont,"),
     r"units.csv:1: 'cuont' is no column of units; .*; did you mean 'count'\?"),
    ("units.csv", swap("capability,", ""), r"units.csv:1: the column 'capability' is missing"),
    ("units.csv", swap("notice_days,", "count,"), r"units.csv:1: 'count' stands there twice"),
    ("units.csv", swap("notice_days,", ","), r"units.csv:1: column 7 has no name"),
    ("units.csv", swap("mech_battalion,6", "mech_battalion,six"),
     r"units.csv:2 count \(deu_battalions\): 'six' is not a whole number"),
    ("units.csv", swap("mech_battalion,6", "mech_battalion,"),
     r"units.csv:2 count \(deu_battalions\): nothing stands here; 'count' must be given"),
    ("units.csv", swap("example,I\n", "example,I,,extra\n"),
     r"units.csv:2: the row has 12 cells; the header names 10 columns"),
    ("units.csv", swap("fra_battalions,", '"fra_battalions,'),
     r"units.csv:3: the line cannot be split into cells"),
    ("units.csv", lambda _: "", r"units.csv:1: the file is empty; the first line names"),
    ("units.csv", swap("example", "exa\x01mple"),
     r"units.csv:2 source \(deu_battalions\): the control character U\+0001 stands here"),
    ("units.csv", swap("example", "x" * 32_768),
     r"units.csv:2 source \(deu_battalions\): a text of 32,785 characters stands here"),
    ("units.csv", swap("example", "x" * 200_000), r"units.csv:2: the line cannot be split"),
    ("pledges.csv", swap("backstop >= enablers", "backstop >> enablers"),
     r"pledges.csv:3 condition \(fra_pledge\), character 11: '>' stands here; an answer"),
    ("pledges.csv", swap("confirmed", "confirmd"),
     r"pledges.csv:2 status \(deu_pledge\): 'confirmd' is not known.*did you mean 'confirmed'\?"),
    ("requirements.csv", swap("D+60..D+420: 1", "D+60..D+420; 1"),
     r"requirements.csv:2 quantity \(sector_north\): 'D\+60..D\+420' is not a window"),
    ("cycles.csv", swap("2027-06-30", "30.06.2027"),
     r"cycles.csv:2 until: '30.06.2027' is not a day"),
    ("cycles.csv", swap("2027-06-30", "2027-06-31"),
     r"cycles.csv:2 until: '2027-06-31' is no day of the calendar"),
    ("operation.yaml", swap("as_of:", "asof:"),
     r"operation.yaml:3: the operation has no key 'asof'; .*did you mean 'as_of'\?"),
    ("operation.yaml", swap("as_of: 2027-01-01", "as_of:"),
     r"operation.yaml:3 as_of: nothing stands here"),
    ("operation.yaml", swap("as_of: 2027-01-01", "as_of: 2027-13-01"),
     r"operation.yaml:3 as_of: '2027-13-01' is no day of the calendar"),
    ("operation.yaml", swap("as_of: 2027-01-01", "as_of: {day: 1}"),
     r"operation.yaml:3: 'as_of' holds keys of its own"),
    ("operation.yaml", swap("as_of: 2027-01-01", "as_of: [[1], 2]"),
     r"operation.yaml:3: 'as_of' holds more than values"),
    ("operation.yaml", swap("name:", "as_of: 2027-01-02\nname:"),
     r"operation.yaml:4: 'as_of' stands there twice"),
    ("operation.yaml", swap("waiting:", "wating:"),
     r"operation.yaml:8: 'grid' has no key 'wating'; .*did you mean 'waiting'\?"),
    ("operation.yaml", swap("9x30", "9*30"),
     r"operation.yaml:8 grid.waiting: '9\*30' is not a run"),
    ("operation.yaml", swap("tours: [180]", "tours: [half]"),
     r"operation.yaml:16 tours \(battalion\): 'half' is not a whole number"),
    ("operation.yaml", swap("grid:\n", "units: []\ngrid:\n"),
     r"operation.yaml:7: 'units' stands in operation.yaml; this table is the file units.csv"),
    ("operation.yaml", swap("grid:\n", "grid: 9x30\nsettings:\n"),
     r"operation.yaml:7: 'grid' is no mapping"),
    ("operation.yaml", swap("policies:\n  - ", "policies:\n  "),
     r"operation.yaml:16: 'policies' is no list"),
    ("operation.yaml", swap("enablers: 0.6", "enablers: many"),
     r"operation.yaml:32 probability \(enablers\): 'many' is not a number"),
    ("operation.yaml", swap("{id: battalion", "&a {id: battalion"),
     r"operation.yaml:16: an anchor or alias stands here"),
    ("operation.yaml", swap("{id: battalion", "!!map {id: battalion"),
     r"operation.yaml:16: the tag 'tag:yaml.org,2002:map' stands here"),
    ("operation.yaml", lambda text: text + "---\nname: other\n",
     r"operation.yaml:\d+: a second document begins here"),
    ("operation.yaml", swap("marking: ILLUSTRATIVE", "marking: [a"),
     r"operation.yaml:\d+: (did not find|expected|could not find|while)"),
    ("operation.yaml", swap("marking: ILLUSTRATIVE", "marking: " + "[" * 50_000),
     r"operation.yaml:4: 12 levels are open"),
    ("operation.yaml", swap("marking: ILLUSTRATIVE", "? [a, b]\n: c"),
     r"operation.yaml:4: a key is a list or a mapping"),
    ("operation.yaml", swap("marking: ILLUSTRATIVE", 'marking: "\\UFFFFFFFF"'),
     r"operation.yaml:\d+: "),
    ("operation.yaml", lambda _: "- a\n- b\n", r"operation.yaml:1: the operation is no mapping"),
    ("operation.yaml", lambda _: "", r"operation.yaml:1 name: nothing stands here"),
]


@pytest.mark.parametrize(("file", "edit", "said"), CASES)
def test_a_fault_is_told_with_its_place_and_a_remedy(
    folder: Path, file: str, edit: Edit, said: str
) -> None:
    """Each way to spoil a file is refused by a message that names the line and what to do."""
    (folder / file).write_text(edit((folder / file).read_text()))
    with pytest.raises(ProblemsFound, match=said):
        load(folder)


def test_all_faults_are_told_at_once(folder: Path) -> None:
    """Faults in several files and several cells of one row come out together."""
    for file, old, new in (
        ("units.csv", "mech_battalion,6", "mech_battalion,six"),
        ("units.csv", "battalion,20", "battalion,soon"), ("pledges.csv", "confirmed", "sure"),
        ("operation.yaml", "as_of:", "asof:"), ("nations.csv", "DEU,Germany,30", ",Germany,x"),
    ):
        (folder / file).write_text(swap(old, new)((folder / file).read_text()))
    with pytest.raises(ProblemsFound, match="six") as found:
        load(folder)
    assert sorted(p.where for p in found.value.problems) == [
        "nations.csv:2 decision_days", "nations.csv:2 id", "operation.yaml:1 as_of",
        "operation.yaml:3", "pledges.csv:2 status (deu_pledge)",
        "units.csv:2 count (deu_battalions)", "units.csv:2 notice_days (deu_battalions)",
    ]


def test_no_more_faults_are_told_than_anybody_reads(folder: Path) -> None:
    """Of thousands of faults the first 500 are told, and how many more there are."""
    (folder / "units.csv").write_text("id,nation,capability,count,home,policy\n" + "a\n" * 1_000)
    with pytest.raises(ProblemsFound, match="4,500 faults more were found") as found:
        load(folder)
    assert len(found.value.problems) == 501


def test_a_table_with_an_unknown_name_is_not_passed_over(folder: Path) -> None:
    """A misspelt file is refused, so that its data are not lost in silence."""
    (folder / "pledges.csv").rename(folder / "pledge.csv")
    with pytest.raises(ProblemsFound, match=r"pledge.csv: no table .*did you mean 'pledges.csv'\?"):
        load(folder)


def test_other_files_may_lie_in_the_folder(folder: Path) -> None:
    """A README, pictures, folders and what a spreadsheet leaves behind are passed over."""
    for name in ("README.md", "map.png", ".~lock.units.csv#", "~$book.xlsx", ".hidden.csv"):
        (folder / name).write_text("anything")
    (folder / "plans").mkdir()
    assert load(folder) == two_tasks()


def test_bytes_of_another_encoding_are_named(folder: Path) -> None:
    """A file saved as Windows-1252 is refused with the line, the letter and what to choose."""
    text = (folder / "places.csv").read_text().replace("Munster,base", "Münster,base")
    (folder / "places.csv").write_bytes(text.encode("cp1252"))
    with pytest.raises(ProblemsFound, match=r"places.csv:5: the byte FC \(Windows-1252 'ü'\)"):
        load(folder)
    (folder / "places.csv").write_bytes(text.encode("utf-16"))
    with pytest.raises(ProblemsFound, match=r"places.csv:1: the file is UTF-16.*CSV UTF-8"):
        load(folder)


@pytest.mark.parametrize("separator", [";", "\t", ","])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_tables_as_spreadsheets_write_them_are_read(
    folder: Path, separator: str, mark: str, newline: str
) -> None:
    """Semicolons, tabs, byte order marks, other line ends and empty lines change nothing."""
    for file in ("units.csv", "pledges.csv"):
        text = (folder / file).read_text().replace(",", separator)
        lines = [mark + text.split("\n")[0], separator * 5, *text.split("\n")[1:]]
        (folder / file).write_bytes(newline.join(lines).encode())
    assert load(folder) == two_tasks()


@pytest.mark.parametrize(("file", "limit"), [
    ("units.csv", LARGEST_TABLE), ("operation.yaml", LARGEST_YAML),
])
def test_a_file_that_is_too_large_is_refused_unread(
    folder: Path, file: str, limit: int
) -> None:
    """A file beyond the limit is measured and refused; the sparse gigabyte takes no memory."""
    os.truncate(folder / file, 100 * limit)
    with pytest.raises(ProblemsFound, match=f"{file}: the file has .*; at most {limit:,} bytes"):
        load(folder)


def test_what_is_no_file_is_refused(folder: Path) -> None:
    """A pipe or a folder in the place of a table is refused, not waited for."""
    (folder / "units.csv").unlink()
    os.mkfifo(folder / "units.csv")
    (folder / "legs.csv").unlink()
    (folder / "legs.csv").mkdir()
    with pytest.raises(ProblemsFound, match="no regular file") as found:
        load(folder)
    assert [p.where for p in found.value.problems] == ["legs.csv", "units.csv"]


def test_what_is_no_operation_is_refused(tmp_path: Path) -> None:
    """A path that leads nowhere, an empty folder and another kind of file are refused."""
    with pytest.raises(ProblemsFound, match="nothing has this name; an operation is a folder"):
        load(tmp_path / "nowhere")
    with pytest.raises(ProblemsFound, match=r"no operation.yaml stands in this folder; an .*; "
                       "give the folder that holds it, or begin one with 'willing new'"):
        load(tmp_path)
    (tmp_path / "op.ods").write_bytes(b"PK")
    with pytest.raises(ProblemsFound, match=r"op.ods: this is neither; an operation is a folder"):
        load(tmp_path / "op.ods")
