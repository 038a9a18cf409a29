"""What the pages show is true: commands are run, files compared, links followed.

A fenced block is checked by its language and by the comment on the line before it:

- `console`: lines after `$ ` are run, in order, in a copy of this clone made for the page; the
  lines below a command have to appear in its output, in that order (`...` stands for anything,
  on a line of its own for any lines).
  A command has to end with exit code 0, or with the one in `<!-- exits: 1 -->`.
- `sh`: every `make` target and every `postcheck` command in it has to exist.
- `<!-- file: PATH -->`: the block is that file, word for word; a line `# ...` stands for lines
  left out.
- `<!-- write: PATH -->`: the block is written to PATH in the page's copy before going on.
- `<!-- add: PATH below LINE then LINE -->`: the block is put into that file, below the first such
  line that follows the others.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "rules" / "README.md", *sorted((ROOT / "docs").glob("*.md"))]

FENCE = re.compile(
    r"^(?:<!-- (?P<mark>[a-z]+): (?P<value>.+?) -->\n)?```(?P<language>\w*)\n(?P<body>.*?)^```$",
    re.M | re.S,
)


@dataclass(frozen=True)
class Block:
    """A fenced block of a page; `line` is where it starts."""

    language: str
    body: str
    mark: str
    value: str
    line: int


def blocks(text: str) -> Iterator[Block]:
    """The fenced blocks of a page, in order."""
    for found in FENCE.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        mark, value = found["mark"] or "", found["value"] or ""
        yield Block(found["language"], found["body"], mark, value, line)


def steps(body: str) -> Iterator[tuple[str, list[str]]]:
    """The commands of a console block, each with the output shown below it."""
    for part in re.split(r"^\$ ", body, flags=re.M)[1:]:
        command, *shown = re.sub(r"\\\n", "", part).splitlines()
        yield command, [line.strip() for line in shown if line.strip() not in {"", "..."}]


def first_missing(shown: list[str], output: str) -> str | None:
    """The first line shown that does not follow the ones before it in the output."""
    lines = iter([line.strip() for line in output.splitlines()])
    for line in shown:
        like = re.compile(".*".join(map(re.escape, line.split("..."))))
        if not any(like.fullmatch(said) for said in lines):
            return line
    return None


def added(text: str, body: str, anchors: list[str]) -> str:
    """`text` with `body` put below the last of some lines that follow one another."""
    lines = text.splitlines(keepends=True)
    at = 0
    for anchor in anchors:
        at = next(n for n in range(at, len(lines)) if lines[n].strip() == anchor) + 1
    return "".join([*lines[:at], body, *lines[at:]])


def show(page: Path) -> str:
    """A page as a test's name."""
    return page.relative_to(ROOT).as_posix()


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A copy of this clone that commands may change, with `postcheck` on its path."""
    to = tmp_path / "clone"
    for folder in ("helper", "rules", "docs"):
        shutil.copytree(ROOT / folder, to / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", to)
    shim = tmp_path / "bin" / "postcheck"
    shim.parent.mkdir()
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m helper "$@"\n')
    shim.chmod(0o755)
    return to


def run(command: str, clone: Path) -> subprocess.CompletedProcess[str]:
    """Run one line of a page as a person would, at home in the page's own copy."""
    path = os.pathsep.join([str(clone.parent / "bin"), os.environ["PATH"]])
    return subprocess.run(
        ["sh", "-c", command],
        cwd=clone,
        env={**os.environ, "PATH": path, "HOME": str(clone.parent), "PYTHONPATH": str(clone)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("page", PAGES, ids=show)
def test_what_a_page_tells_people_to_do_does_what_it_says(page: Path, clone: Path) -> None:
    for block in blocks(page.read_text("utf-8")):
        at = f"{show(page)}:{block.line}"
        if block.mark == "write":
            (clone / block.value).parent.mkdir(parents=True, exist_ok=True)
            (clone / block.value).write_text(block.body, "utf-8")
        if block.mark == "add":
            path, anchors = block.value.split(" below ", 1)
            text = (clone / path).read_text("utf-8")
            (clone / path).write_text(added(text, block.body, anchors.split(" then ")), "utf-8")
        if block.language != "console":
            continue
        code = int(block.value) if block.mark == "exits" else 0
        for command, shown in steps(block.body):
            done = run(command, clone)
            said = done.stdout + done.stderr
            assert done.returncode == code, f"{at}: {command}\n{said}"
            assert first_missing(shown, said) is None, f"{at}: {command}\n{said}"


@pytest.mark.parametrize("page", PAGES, ids=show)
def test_a_file_shown_on_a_page_is_that_file(page: Path) -> None:
    for block in blocks(page.read_text("utf-8")):
        if block.mark == "file":
            assert is_excerpt(block.body, (ROOT / block.value).read_text("utf-8")), block.value


def is_excerpt(shown: str, whole: str) -> bool:
    """Whether `shown` is `whole`, but for the lines where it says `# ...`."""
    parts = re.split(r"^ *# \.\.\.\n", shown, flags=re.M)
    return re.fullmatch("(?:.*\n)*?".join(map(re.escape, parts)), whole) is not None


def test_an_excerpt_may_leave_out_lines_and_change_none() -> None:
    whole = "a: 1\nb: 2\nc: 3\n"
    assert is_excerpt(whole, whole)
    assert is_excerpt("a: 1\n# ...\nc: 3\n", whole)
    assert is_excerpt("a: 1\n# ...\n", whole)
    assert not is_excerpt("a: 1\nc: 3\n", whole)
    assert not is_excerpt("a: 1\n# ...\nc: 4\n", whole)
    assert not is_excerpt("b: 2\nc: 3\n", whole)


@pytest.mark.parametrize("page", PAGES, ids=show)
def test_every_command_named_on_a_page_exists(page: Path, clone: Path) -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    shown = "\n".join(b.body for b in blocks(page.read_text("utf-8")) if b.language == "sh")
    text = shown + "\n".join(re.findall(r"`(make [^`]+|postcheck [^`]+)`", page.read_text("utf-8")))
    for target in re.findall(r"\bmake ([a-z][a-z-]*)", text):
        assert re.search(rf"^{target}:", makefile, re.M), f"make {target}"
    for command in set(re.findall(r"\bpostcheck ([a-z]+)", text)):
        done = run(f"postcheck {command} --help", clone)
        assert done.returncode == 0, f"postcheck {command}\n{done.stderr}"


LINK = re.compile(r"!?\[[^]]*\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)")


def anchors(page: Path) -> set[str]:
    """The anchors GitHub makes of a page's headings."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in headings}


@pytest.mark.parametrize("page", PAGES, ids=show)
def test_every_link_on_a_page_leads_somewhere(page: Path) -> None:
    for target, anchor in LINK.findall(page.read_text("utf-8")):
        there = (page.parent / target).resolve() if target else page
        assert there.exists(), target
        if anchor:
            assert anchor in anchors(there), f"{target}#{anchor}"


def test_a_command_that_says_something_else_is_noticed() -> None:
    [(command, shown)] = steps("$ postcheck check\nclear\n...\nexit\n")
    assert (command, shown) == ("postcheck check", ["clear", "exit"])
    assert first_missing(shown, "clear\nmore\nexit\n") is None
    assert first_missing(shown, "exit\nclear\n") == "exit"
    assert first_missing(shown, "clear enough\nexit\n") == "clear"
    assert first_missing(["WARN  ... (9.4)"], "WARN  Say so (9.4)\n") is None
    assert first_missing(["WARN  ... (9.4)"], "WARN  Say so (9.5)\n") == "WARN  ... (9.4)"


def test_an_addition_goes_below_the_last_of_its_lines() -> None:
    text = "one:\n  words:\ntwo:\n  words:\n    x\n"
    assert added(text, "    y\n", ["two:", "words:"]) == text.replace("    x", "    y\n    x")
    with pytest.raises(StopIteration):
        added(text, "y\n", ["three:"])


def test_a_block_knows_its_mark_and_its_line() -> None:
    [block] = blocks("one\n\n<!-- exits: 1 -->\n```console\n$ false\n```\n")
    assert block == Block("console", "$ false\n", "exits", "1", 3)
