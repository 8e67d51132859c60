"""The two commands say what they need, and the changelog is assembled as its rule says."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
NEEDED = (
    "Willing needs git, make and python3 (>= 3.11, with python3-venv); "
    "on Debian or Ubuntu: sudo apt install git make python3 python3-venv\n"
)


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """A folder with what `make` reads, and nothing set up."""
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


@pytest.mark.parametrize(("name", "script"), [
    ("missing", ""),
    ("too old", 'printf "import sys; sys.version_info = (3, 10)\\n%s" "$2" | python3'),
    ("without venv", 'printf "import sys; sys.modules[\'venv\'] = None\\n%s" "$2" | python3'),
])
@pytest.mark.parametrize("target", ["demo", "test"])
def test_what_is_missing_is_said_in_one_sentence(
    fresh: Path, name: str, script: str, target: str
) -> None:
    """Without a Python that serves, both commands stop at once and say what to install."""
    python = fresh / "python"
    if script:
        python.write_text(f"#!/bin/sh\n{script}\n")
        python.chmod(0o755)
    done = subprocess.run(
        ["make", "--silent", f"PYTHON={python}", target], cwd=fresh, capture_output=True,
        text=True, check=False,
    )
    assert done.returncode != 0
    assert done.stderr.startswith(NEEDED)
    assert not (fresh / ".venv").exists()


def test_ci_types_what_a_user_types() -> None:
    """The check before a change lands is `make test` and nothing else."""
    lines = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    assert lines[-1] == "make test"


@pytest.fixture
def assembling() -> ModuleType:
    """changelog.d/assemble.py, which is a script beside its data."""
    spec = importlib.util.spec_from_file_location("assemble", ROOT / "changelog.d" / "assemble.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_fragments_become_a_section(assembling: ModuleType, tmp_path: Path) -> None:
    """Added comes before fixed, names are in order, newer stands above older, files are gone."""
    changelog = tmp_path / "CHANGELOG.md"
    changelog.write_text(f"# Changes\n\n{assembling.MARK}\n## 0.1.0 (2027-01-01)\n", "utf-8")
    folder = tmp_path / "changelog.d"
    folder.mkdir()
    for name, text in (("b.added.md", "Two.\n"), ("a.added.md", "One,\nreally.\n"),
                       ("c.fixed.md", "Three.\n"), ("README.md", "The rule.\n")):
        (folder / name).write_text(text, "utf-8")
    assembling.assemble(changelog, folder, "0.2.0", "2027-02-01")
    assert changelog.read_text("utf-8") == (
        f"# Changes\n\n{assembling.MARK}\n## 0.2.0 (2027-02-01)\n\n### Added\n\n- One, really.\n"
        "- Two.\n\n### Fixed\n\n- Three.\n\n## 0.1.0 (2027-01-01)\n"
    )
    assert [path.name for path in folder.iterdir()] == ["README.md"]


def test_fragments_of_no_kind_are_refused(assembling: ModuleType, tmp_path: Path) -> None:
    """A fragment whose name says no kind would be lost, so it is an error."""
    (tmp_path / "new.thing.md").write_text("Lost.", "utf-8")
    with pytest.raises(ValueError, match=r"new\.thing\.md: names are NAME\.added\.md"):
        assembling.fragments(tmp_path)


def test_every_fragment_has_a_kind(assembling: ModuleType) -> None:
    """What lies in changelog.d today can be assembled, and each says something."""
    for paths in assembling.fragments(ROOT / "changelog.d").values():
        assert all(path.read_text("utf-8").strip() for path in paths)


def test_the_changelog_takes_sections(assembling: ModuleType) -> None:
    """CHANGELOG.md has the line under which the next section goes."""
    assert assembling.MARK in (ROOT / "CHANGELOG.md").read_text("utf-8")
