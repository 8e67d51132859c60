"""Spoilt files of every kind give an operation, a plan, or problems: never anything else."""

from __future__ import annotations

import io
import random
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.io.strategies import often
from tests.io.test_planfile import PLAN
from tests.operations import coalition
from willing.errors import Problem, ProblemsFound
from willing.io.csvfile import read_table
from willing.io.load import load
from willing.io.planfile import plan_text, read_plan
from willing.io.save import save
from willing.io.starter import write_starter
from willing.io.tables import TABLES
from willing.io.yamlread import YamlReader
from willing.io.yamltree import read_tree

TOKENS = (
    b"", b",", b";", b'"', b"'", b"\n", b"\r\n", b"\t", b":", b": ", b"- ", b"{", b"}", b"[", b"]",
    b"&a", b"*a", b"!!x", b"%YAML 9.9\n", b"---\n", b"...\n", b"|", b">", b"#", b"=1+1", b"-1",
    b"99999999999999999999", b"1e999", b"nan", b"D+99999", b"2027-13-01", b"0001-01-01",
    b"9999-12-31", b"..", b"not ", b"((((", b"null", b"~", b"\xff", b"\x00", b"\xef\xbb\xbf",
    "ÿ\u2028".encode(), b"\\x", b"\\u12", b"<!DOCTYPE a>", b'r="ZZZ999999999"', b't="e"',
)


def spoil(data: bytes, chance: random.Random) -> bytes:
    """Data with one to four faults in it: bytes, tokens, lines."""
    for _ in range(chance.randint(1, 4)):
        at, step = chance.randrange(len(data) + 1), chance.randint(1, 30)
        lines = data.splitlines(keepends=True) or [b""]
        line = chance.randrange(len(lines))
        match chance.randrange(6):
            case 0:
                data = data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
            case 1:
                data = data[:at] + chance.choice(TOKENS) + data[at:]
            case 2:
                data = data[:at] + chance.choice(TOKENS) + data[at + step :]
            case 3:
                data = b"".join(lines[:line] + lines[line + 1 :])
            case 4:
                data = b"".join(lines[:line] + [lines[line]] * 2 + lines[line + 1 :])
            case _:
                chance.shuffle(lines)
                data = b"".join(lines) if chance.random() < 0.3 else data[:at]
    return data


def reads_or_tells(read: Callable[[Path], object], path: Path) -> bool:
    """Read a spoilt file: whether it could be read still; problems must say their four parts."""
    try:
        read(path)
    except ProblemsFound as found:
        problems = found.problems
    else:
        return True
    assert problems
    assert all(p.where and p.given and p.allowed and p.fix for p in problems)
    return False


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """A folder that holds the starter, the coalition, and the coalition's workbook."""
    write_starter(tmp_path / "starter", "Starter")
    save(coalition(), tmp_path / "coalition")
    save(coalition(), tmp_path / "coalition.xlsx")
    return tmp_path


def folders(good: Path, tries: range) -> int:
    """Spoil one file of a folder each time, and count the folders that were operations still."""
    whole = 0
    for seed in tries:
        chance = random.Random(seed)
        folder = good / chance.choice(("starter", "coalition"))
        file = chance.choice(sorted(p for p in folder.iterdir() if p.suffix != ".txt"))
        kept = file.read_bytes()
        file.write_bytes(spoil(kept, chance))
        whole += reads_or_tells(load, folder)
        file.write_bytes(kept)
    return whole


def workbooks(good: Path, tries: range) -> int:
    """Spoil a workbook's bytes or one of its parts, and count those that could be read still."""
    raw = (good / "coalition.xlsx").read_bytes()
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    whole = 0
    for seed in tries:
        chance = random.Random(seed)
        target = good / "spoilt.xlsx"
        if chance.random() < 0.3:
            target.write_bytes(spoil(raw, chance))
        else:
            member = chance.choice(sorted(name for name in parts if name.endswith("ml")))
            with zipfile.ZipFile(target, "w") as archive:
                for name, data in parts.items():
                    archive.writestr(name, spoil(data, chance) if name == member else data)
        whole += reads_or_tells(load, target)
    return whole


def plans(good: Path, tries: range) -> int:
    """Spoil a plan file, and count those that were plans still."""
    raw = plan_text(PLAN).encode()
    whole = 0
    for seed in tries:
        (good / "plan.json").write_bytes(spoil(raw, random.Random(seed)))
        whole += reads_or_tells(read_plan, good / "plan.json")
    return whole


def test_spoilt_folders(good: Path) -> None:
    """A folder with one spoilt file is read or refused; most are refused, some are still whole."""
    assert 10 < folders(good, range(300)) < 200


def test_spoilt_workbooks(good: Path) -> None:
    """A workbook with spoilt bytes or parts is read or refused."""
    assert 10 < workbooks(good, range(300)) < 250


def test_spoilt_plans(good: Path) -> None:
    """A plan file with spoilt bytes is read or refused."""
    assert 3 < plans(good, range(300)) < 150


@pytest.mark.slow
def test_many_spoilt_files(good: Path) -> None:
    """The same with ten thousand spoilt files."""
    tries = range(1_000, 6_000)
    assert folders(good, tries) + workbooks(good, tries) + plans(good, tries) > 100


YAML_SIGNS = "ab:-?|>&*!%@`'\"#,[]{}\\ \n\t\r~\u2028\x85é0.="


@given(st.text(alphabet=st.sampled_from(YAML_SIGNS), max_size=60))
@settings(often, max_examples=400)
def test_any_text_as_yaml_is_a_tree_or_a_problem(text: str) -> None:
    """Whatever stands in operation.yaml, it is read or refused with its line."""
    problems: list[Problem] = []
    try:
        YamlReader("operation.yaml", problems).read(read_tree(text, "operation.yaml"))
    except ProblemsFound as found:
        problems += found.problems
    assert all(p.where.startswith("operation.yaml:") for p in problems)


@given(st.text(alphabet=st.sampled_from("idnote,;\t\"'\n\r=é\u2028 0"), max_size=80))
@settings(often, max_examples=400)
def test_any_text_as_a_table_is_rows_or_a_problem(text: str) -> None:
    """Whatever stands in a CSV file, it is read or refused with its line."""
    problems: list[Problem] = []
    entries = read_table(TABLES["places"], text, "places.csv", problems)
    assert all(p.where.startswith("places.csv:") for p in problems)
    known = {column.name for column in TABLES["places"].columns}
    assert problems or all(set(entry.cells) <= known for entry in entries)


@pytest.mark.parametrize("text", [
    "[" * 900_000, "{" * 900_000, "- " * 400_000, "? " * 400_000, "a: " * 300_000, '"' * 900_000,
    "a: [" + "x, " * 100_000, "'" + "a\n" * 400_000, "&a " * 300_000, "!" * 900_000,
])
def test_hostile_yaml_does_not_hold_the_reader_up(text: str) -> None:
    """Depth, length and repetition end in a problem after little work, not after hours."""
    with pytest.raises(ProblemsFound, match=r"operation.yaml:\d+: "):
        read_tree(text, "operation.yaml")


def test_a_folder_that_goes_away_is_a_problem(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that vanishes while it is read is told as such."""
    real = Path.iterdir

    def vanish(path: Path) -> Iterator[Path]:
        shutil.rmtree(path)
        return real(path)

    monkeypatch.setattr(Path, "iterdir", vanish)
    with pytest.raises(ProblemsFound, match="it cannot be read"):
        load(good / "starter")
