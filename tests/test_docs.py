"""The documents run: every shell block and every `>>>`, in a copy of the examples, offline."""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from willing.cli import page as commands
from willing.planner import page as mathematics
from willing.planner.rules import RULES

ROOT = Path(__file__).parents[1]
DOCS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
TUTORIAL = [path for path in DOCS if path.parent.name == "tutorial"]
WALKS = [*([path] for path in DOCS if path not in TUTORIAL), TUTORIAL]
"""Documents that are read in one go, in one folder; the chapters of the tutorial go on."""
FENCE = re.compile(
    r"^(?P<mark><!-- not run: (?P<reason>.*?) -->\n)?```(?P<language>\w+)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
CHECKER = doctest.OutputChecker()
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@dataclass(frozen=True)
class Block:
    """One fenced block of a document."""

    language: str
    text: str
    line: int
    skipped: str | None
    """Why it cannot run in tests; None: it runs."""


def blocks(text: str) -> list[Block]:
    """Fenced blocks of a document, in order."""
    return [
        Block(match["language"], match["text"], text.count("\n", 0, match.start()) + 1,
              match["reason"])
        for match in FENCE.finditer(text)
    ]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A folder with the examples, and `willing` and `python` that run this code."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    tools = tmp_path / ".tools"
    tools.mkdir()
    for name, words in (("willing", "-m willing"), ("python", ""), ("python3", "")):
        tool = tools / name
        tool.write_text(f'#!/bin/sh\nexec "{sys.executable}" {words} "$@"\n')
        tool.chmod(0o755)
    return tmp_path


def offline(workspace: Path) -> dict[str, str]:
    """The environment of a command: our tools first, and no way out."""
    nowhere = "http://127.0.0.1:9"
    return {
        **os.environ, "PATH": f"{workspace / '.tools'}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT / "src"), "http_proxy": nowhere, "https_proxy": nowhere,
        "PIP_NO_INDEX": "1", "NO_COLOR": "1", "COLUMNS": "110",
    }


def run(command: str, workspace: Path) -> str:
    """Run a command as a reader would; its output, if it is done."""
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command], cwd=workspace, env=offline(workspace),
        capture_output=True, text=True, check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def run_console(text: str, workspace: Path) -> None:
    """Run each `$` line of a block, and hold what it prints against the lines below it."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, _, wanted = part.partition("\n")
        given = run(command, workspace)
        assert CHECKER.check_output(wanted, given, FLAGS), f"{command}\n{given}"


def run_python(text: str, names: dict[str, object], where: str) -> None:
    """Run the examples of a block; names live on from block to block."""
    test = doctest.DocTestParser().get_doctest(text, names, where, where, 0)
    runner = doctest.DocTestRunner(CHECKER, optionflags=FLAGS)
    report: list[str] = []
    runner.run(test, out=report.append, clear_globs=False)
    names |= test.globs
    assert runner.failures == 0, "".join(report)


@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: str(walk[0].relative_to(ROOT)))
def test_documents_run(
    walk: list[Path], workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every shell block and every example of a document gives what it shows, in its order."""
    monkeypatch.chdir(workspace)
    for path in walk:
        names: dict[str, object] = {}
        for block in blocks(path.read_text("utf-8")):
            run_block(block, workspace, names, path.name)


def test_no_block_leaves_its_reader_in_another_folder() -> None:
    """Who types block after block stands where the next one expects him: tests begin each anew."""
    moves = [
        f"{path.relative_to(ROOT)}:{block.line}" for path in DOCS
        for block in blocks(path.read_text("utf-8"))
        if block.language in ("sh", "console")
        and re.search(r"^(\$ )?cd |(;|&&) *cd ", block.text, re.MULTILINE)
    ]
    assert moves == []


def run_block(block: Block, workspace: Path, names: dict[str, object], name: str) -> None:
    """Run one block of the document `name`, unless it says why it cannot be run."""
    if block.skipped is not None:
        assert len(block.skipped) > 10, f"{name}:{block.line}: say why it is not run"
    elif block.language == "sh":
        run(block.text, workspace)
    elif block.language == "console":
        run_console(block.text, workspace)
    elif ">>>" in block.text:
        run_python(block.text, names, f"{name}:{block.line}")


def test_no_example_hides_outside_a_block() -> None:
    """Whatever looks like an example stands in a fenced block, so that it is run."""
    for path in DOCS:
        bare = FENCE.sub("", path.read_text("utf-8"))
        assert ">>> " not in bare, path.name
        assert not re.search(r"^    (willing|make) ", bare, re.MULTILINE), path.name


def test_the_command_page_is_current() -> None:
    """docs/guides/commands.md is what the commands say of themselves."""
    assert (ROOT / "docs/guides/commands.md").read_text("utf-8") == commands.page(), (
        "run make docs-pages")


def test_the_command_page_has_every_verb_and_option() -> None:
    """No verb and no option is missing from the page."""
    text = commands.page()
    assert set(commands.verbs()) == set(commands.EXAMPLES)
    for verb in commands.verbs():
        part = text.partition(f"## willing {verb} ")[2].partition("\n## ")[0]
        for item in commands.arguments(verb):
            assert f"| `{item.name}" in part, f"{verb} {item.name}"


def test_the_mathematics_page_is_current_and_has_every_rule() -> None:
    """docs/reference/mathematics.md is made from the rules, and each has a formula."""
    text = mathematics.page()
    assert (ROOT / "docs/reference/mathematics.md").read_text("utf-8") == text, (
        "run make docs-pages")
    for rule in RULES:
        part = text.partition(f"### {rule.__name__}\n")[2].partition("\n### ")[0]
        assert "$$" in part, rule.__name__
        assert "Applies to" in part or "Applies when" in part, rule.__name__


def test_links_between_documents_lead_somewhere() -> None:
    """Every relative link of a document points at a file that exists."""
    for path in DOCS:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text("utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"
