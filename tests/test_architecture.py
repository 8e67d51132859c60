"""The shape of the code: imports point down, files stay small, names say something."""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "willing"
LAYERS = {
    "errors": 0, "units": 0, "calendar": 1, "domain": 2, "io": 3, "factors": 3, "assess": 4,
    "planner": 5, "explain": 6, "report": 7, "api": 8, "willing": 8, "cli": 9, "__main__": 10,
}
"""Layer of each part; `willing` is the package itself, whose verbs are those of `api`."""
BANNED = {"utils.py", "util.py", "helpers.py", "common.py", "base.py", "manager.py", "misc.py"}
LONGEST_FILE = 400
LONGEST_BODY = 60
TOO_LONG: dict[str, str] = {}
"""Functions and files that are longer all the same, each with the reason."""

MODULES = sorted(SOURCE.rglob("*.py"))
EVERYTHING = [
    *MODULES, *sorted((ROOT / "tests").rglob("*.py")), *sorted((ROOT / "benchmarks").rglob("*.py"))
]


def part_of(path: Path) -> str:
    """Part that a module belongs to: a folder, or a file beside them."""
    first = path.relative_to(SOURCE).parts[0]
    name = first.removesuffix(".py")
    return "willing" if name == "__init__" else name


def imported(path: Path) -> Iterator[str]:
    """Full names that a module imports, wherever in it the import stands."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            for alias in node.names:
                yield f"{node.module}.{alias.name}"


def parts(path: Path) -> set[str]:
    """Parts of Willing that a module imports; the version may be read from anywhere."""
    found = set()
    for name in imported(path):
        if name == "willing.__version__" or name.split(".")[0] != "willing":
            continue
        inside = name.split(".")[1:2]
        found.add(inside[0] if inside and inside[0] in LAYERS else "willing")
    return found


def outside(path: Path) -> set[str]:
    """Packages of others that a module imports."""
    tops = {name.split(".")[0] for name in imported(path)}
    return tops - {"willing"} - set(sys.stdlib_module_names)


def ids(path: Path) -> str:
    """How a test names a module."""
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_imports_point_down(path: Path) -> None:
    """A module imports its own part and parts of lower layers, never a sibling or a higher one."""
    own = part_of(path)
    wrong = {p for p in parts(path) - {own} if LAYERS[p] >= LAYERS[own]}
    if own == "willing":
        wrong -= {"api"}  # the package hands on the verbs
    assert not wrong, f"{own} (layer {LAYERS[own]}) imports {sorted(wrong)}"


def test_every_part_has_a_layer() -> None:
    """Nothing stands in the package without a place in the order of the layers."""
    found = {part_of(path) for path in MODULES}
    assert found <= set(LAYERS)


def test_only_one_file_knows_the_solver() -> None:
    """highspy is imported by planner/milp.py alone."""
    found = [ids(path) for path in MODULES if "highspy" in outside(path)]
    assert found == ["src/willing/planner/milp.py"]


@pytest.mark.parametrize("part", ["errors", "units", "calendar", "domain", "factors", "assess"])
def test_meaning_and_judgement_use_the_standard_library_only(part: str) -> None:
    """What things mean, and whether a plan is right, depends on nobody else's code."""
    found = {ids(p): outside(p) for p in MODULES if part_of(p) == part and outside(p)}
    assert found == {}


def test_the_judge_imports_nothing_of_the_planner_and_the_rules_nothing_of_the_judge() -> None:
    """Every rule is stated twice, and neither statement can borrow from the other."""
    meaning = {"assess", "domain", "calendar", "errors", "units"}
    for path in MODULES:
        if part_of(path) == "assess":
            assert parts(path) <= meaning, ids(path)
        elif path.parent.name == "rules":
            assert "assess" not in parts(path), ids(path)


def test_files_stay_small() -> None:
    """No file is so long that it must be more than one noun or one verb."""
    lengths = {ids(path): len(path.read_text("utf-8").splitlines()) for path in EVERYTHING}
    long = {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE}
    assert not long.keys() - TOO_LONG.keys(), long


def bodies(path: Path) -> Iterator[tuple[str, int]]:
    """Functions of a file and the lines of each body, docstring aside."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) is not None else node.body
            lines = (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
            yield f"{ids(path)}:{node.name}", lines


def test_functions_stay_short() -> None:
    """No function's body, its docstring aside, is longer than a screen."""
    long = {
        name: lines for path in EVERYTHING for name, lines in bodies(path) if lines > LONGEST_BODY
    }
    assert not long.keys() - TOO_LONG.keys(), long


def test_names_say_what_is_inside() -> None:
    """No file has a name under which anything could be put."""
    assert [ids(path) for path in EVERYTHING if path.name in BANNED] == []


def test_every_exception_is_still_needed() -> None:
    """What is excused exists; a reason stands beside it."""
    for name, reason in TOO_LONG.items():
        assert (ROOT / name.split(":")[0]).exists(), name
        assert reason


def test_modules_say_what_they_are() -> None:
    """Every module of the package opens with a sentence about itself."""
    silent = [ids(p) for p in MODULES if not ast.get_docstring(ast.parse(p.read_text("utf-8")))]
    assert silent == []


def test_our_own_packages_are_sorted_as_our_own() -> None:
    """Imports of every package of the project stand together, apart from those of others."""
    ruff = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["ruff"]["lint"]
    ours = {path.relative_to(base).parts[0] for base in (ROOT / "src", ROOT)
            for path in base.glob("*/__init__.py")}
    assert set(ruff["isort"]["known-first-party"]) == ours
