"""Make a release's section of CHANGELOG.md out of the fragments beside this file.

    python changelog.d/assemble.py VERSION DATE
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

HERE = Path(__file__).parent
KINDS = ("added", "changed", "fixed")
MARK = "<!-- The next section goes below this line. -->\n"


def fragments(folder: Path) -> dict[str, list[Path]]:
    """Files of each kind by name; raises ValueError for one of no known kind."""
    found: dict[str, list[Path]] = {kind: [] for kind in KINDS}
    for path in sorted(folder.glob("*.md")):
        if path.name == "README.md":
            continue
        kind = path.name.split(".")[-2]
        if kind not in found or path.name.count(".") != 2:
            raise ValueError(f"{path.name}: names are NAME.added.md, .changed.md or .fixed.md")
        found[kind].append(path)
    return found


def section(version: str, date: str, found: dict[str, list[Path]]) -> str:
    """The section of a release; kinds without fragments are left out."""
    parts = [f"## {version} ({date})\n"]
    for kind, paths in found.items():
        if paths:
            parts.append(f"### {kind.capitalize()}\n\n{_items(paths)}")
    return "\n".join(parts)


def _items(paths: Iterable[Path]) -> str:
    texts = (" ".join(path.read_text("utf-8").split()) for path in paths)
    return "".join(f"- {text}\n" for text in texts)


def assemble(changelog: Path, folder: Path, version: str, date: str) -> None:
    """Put the section into the changelog, and delete the fragments."""
    found = fragments(folder)
    before, mark, after = changelog.read_text("utf-8").partition(MARK)
    if not mark:
        raise ValueError(f"{changelog.name} has no line {MARK.strip()!r}")
    text = f"{before}{mark}\n{section(version, date, found)}{after}"
    changelog.write_text(text, "utf-8")
    for paths in found.values():
        for path in paths:
            path.unlink()


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("python changelog.d/assemble.py VERSION DATE")
    assemble(HERE.parent / "CHANGELOG.md", HERE, *sys.argv[1:])
