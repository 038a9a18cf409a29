"""The house: what stands where, and who may lean on whom. Data runs one way, and so do imports."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HELPER = ROOT / "helper"
FACE = ROOT / "extension" / "src"

TOP_LEVEL = {
    "pyproject.toml",
    "README.md",
    "CHANGELOG.md",
    "LICENSE",
    "Makefile",
    "docs",
    "extension",
    "helper",
    "packaging",
    "rules",
    "tests",
}
MADE_HERE = {"build", "dist"}  # by tools, and ignored by git

MAY_IMPORT = {
    "engine": {"engine"},
    "rulebook": {"rulebook", "engine"},
    "settings": {"settings"},
    "web": {"web", "rulebook", "engine", "settings"},
    "link": {"link", "web", "rulebook", "engine", "settings"},
    "cli": {"cli", "link", "web", "rulebook", "engine", "settings"},
    "__main__": {"cli"},
    "__init__": set(),
}
"""Who leans on whom in helper/: the engine on nothing, the command line on everything."""

WITHOUT_IO = {
    "__future__",
    "bisect",
    "collections",
    "dataclasses",
    "datetime",
    "enum",
    "functools",
    "hashlib",
    "ipaddress",
    "itertools",
    "math",
    "operator",
    "phonenumbers",
    "re",
    "regex",
    "string",
    "types",
    "typing",
    "unicodedata",
}
"""All that helper/engine may import from outside: modules that cannot reach file, net or clock."""

STOPWATCH = "time.perf_counter"
"""Says how long something took and not what time it is: a check has a budget to keep."""

FACE_MAY_IMPORT = {
    "contract": {"contract"},
    "sites": {"sites", "contract"},
    "capture": {"capture", "apply", "sites", "contract"},
    "apply": {"apply", "capture", "contract"},
    "reader": {"capture"},
    "show": {"show", "contract"},
    "gate": {"contract", "content/listen"},
    "worker": {"worker", "sites", "contract"},
    "content": {"content", "capture", "sites", "show", "contract", "worker/settings"},
    "pages": {"pages", "sites", "show", "contract", "worker/settings", "worker/sites"},
    "tryout": {
        *("tryout", "content", "capture", "sites", "gate", "reader"),
        *("worker", "show", "contract"),
    },
}
"""Who leans on whom in extension/src: everyone on the contract, nobody on the pages.

What runs inside somebody's page may read the settings and nothing else of the worker's, so that
no content script can ever come to hold the helper's token or talk to it.
"""


def modules() -> list[Path]:
    """Every Python file of the helper."""
    return sorted(HELPER.rglob("*.py"))


def room(path: Path, house: Path) -> str:
    """The room of the house a file stands in: its first folder, or its own name."""
    return path.relative_to(house).parts[0].split(".")[0]


def imports(path: Path) -> Iterator[str]:
    """Every module a Python file imports."""
    yield from imports_of(path.read_text("utf-8"), path)


def imports_of(text: str, path: Path) -> Iterator[str]:
    """Every module that `text`, standing at `path`, imports; relative imports spelled out."""
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            name = ".".join([*base, *filter(None, [node.module])])
            parted = name in {"helper", "time"}
            yield from ([f"{name}.{a.name}" for a in node.names] if parted else [name])


def calls(path: Path) -> Iterator[str]:
    """The name of everything a Python file calls when it is imported and used."""
    tree = ast.parse(path.read_text("utf-8"))
    run_as_script = "__name__ == '__main__'"
    for statement in tree.body:
        if isinstance(statement, ast.If) and ast.unparse(statement.test) == run_as_script:
            continue
        for node in ast.walk(statement):
            if isinstance(node, ast.Call):
                yield ast.unparse(node.func)


def show(path: Path) -> str:
    """A path as a test's name."""
    return path.relative_to(ROOT).as_posix()


def test_the_top_level_holds_only_what_belongs_there() -> None:
    found = {p.name for p in ROOT.iterdir() if not p.name.startswith(".")} - MADE_HERE
    assert {name for name in found if not name.endswith(".egg-info")} == TOP_LEVEL


def test_every_room_of_the_helper_has_its_place_in_the_order() -> None:
    assert {room(path, HELPER) for path in modules()} <= MAY_IMPORT.keys()


@pytest.mark.parametrize("path", modules(), ids=show)
def test_nobody_in_the_helper_imports_backwards(path: Path) -> None:
    inside = [name.split(".") for name in imports(path) if name.split(".")[0] == "helper"]
    leans_on = {parts[1] for parts in inside if len(parts) > 1} - {"__version__"}
    assert leans_on <= MAY_IMPORT[room(path, HELPER)]


ENGINE = [path for path in modules() if room(path, HELPER) == "engine"]


@pytest.mark.parametrize("path", ENGINE, ids=show)
def test_the_engine_imports_nothing_that_could_reach_a_file_the_net_or_the_clock(
    path: Path,
) -> None:
    outside = {name for name in imports(path) if name.split(".")[0] != "helper"} - {STOPWATCH}
    assert {name.split(".")[0] for name in outside} <= WITHOUT_IO


@pytest.mark.parametrize("path", ENGINE, ids=show)
def test_the_engine_opens_nothing_and_never_asks_the_time(path: Path) -> None:
    asked = {name.split(".")[-1] for name in calls(path)}
    assert (
        asked & {"open", "input", "now", "utcnow", "today", "eval", "exec", "__import__"} == set()
    )


@pytest.mark.parametrize("path", modules(), ids=show)
def test_only_the_command_line_prints(path: Path) -> None:
    if room(path, HELPER) == "cli":
        return
    names = set(calls(path))
    assert names & {"print", "sys.stdout.write"} == set()
    assert "click" not in {name.split(".")[0] for name in imports(path)}


def test_only_the_web_room_knows_flask() -> None:
    knowing = {room(path, HELPER) for path in modules() if "flask" in set(imports(path))}
    assert knowing <= {"web"}


def scripts() -> list[Path]:
    """Every TypeScript file of the extension, the generated contract aside."""
    return sorted(p for p in FACE.rglob("*.ts") if p.name != "api.d.ts")


IMPORTED = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*["'](\.[^"']*)["']""")


def face_imports(path: Path) -> set[str]:
    """What a script leans on: files as `room/file`, without their endings."""
    found = IMPORTED.findall(path.read_text("utf-8"))
    targets = [(path.parent / name).resolve() for name in found]
    return {t.relative_to(FACE).as_posix() for t in targets if FACE in t.parents}


def test_every_room_of_the_extension_has_its_place_in_the_order() -> None:
    assert {room(path, FACE) for path in scripts()} <= FACE_MAY_IMPORT.keys()


@pytest.mark.parametrize("path", scripts(), ids=show)
def test_nobody_in_the_extension_imports_backwards(path: Path) -> None:
    allowed = FACE_MAY_IMPORT[room(path, FACE)]
    backwards = {t for t in face_imports(path) if not {t, t.split("/")[0]} & allowed}
    assert backwards == set()


def test_every_room_is_on_the_map() -> None:
    plan = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    rooms = {path.parent for path in [*modules(), *scripts()]}
    outer = {r for r in rooms if r.parent in {HELPER, FACE}} | set(FACE.glob("*.ts"))
    shown = {show(r) + ("/" if r.is_dir() else "") for r in outer}
    assert {room for room in shown if f"`{room}`" not in plan} == set()


SOURCES = [*modules(), *scripts()]


@pytest.mark.parametrize("path", SOURCES, ids=show)
def test_a_source_file_stays_short_enough_to_read_in_one_sitting(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 420


WRITTEN = {".py", ".ts", ".mjs", ".json", ".yaml", ".md", ".toml", ".html", ".css", ""}


def test_no_file_names_the_folder_this_clone_lies_in() -> None:
    if len(ROOT.parts) < 3:  # a clone at the root of a disk has a name too short to look for
        return
    skipped = {"node_modules", *MADE_HERE}
    naming = [
        show(path)
        for top in TOP_LEVEL
        for path in [ROOT / top, *(ROOT / top).rglob("*")]
        if path.is_file() and path.suffix in WRITTEN and not skipped & set(path.parts)
        if f"{ROOT}/" in path.read_text("utf-8")
    ]
    assert naming == []


class TestTheChecksThemselves:
    """Each check catches the thing it is for."""

    def test_a_backward_import_is_seen_in_every_spelling(self) -> None:
        spellings = {
            "import helper.web.app": {"helper.web.app"},
            "from helper import web": {"helper.web"},
            "from helper.web import app": {"helper.web"},
            "def f():\n    from helper.web.app import make": {"helper.web.app"},
        }
        for text, expected in spellings.items():
            path = HELPER / "engine" / "model.py"
            assert set(imports_of(text, path)) == expected

    def test_a_relative_import_is_spelled_out(self) -> None:
        path = HELPER / "engine" / "model.py"
        assert set(imports_of("from ..web import app", path)) == {"helper.web"}
        assert set(imports_of("from .. import web", path)) == {"helper.web"}
        assert set(imports_of("from .spans import wire", path)) == {"helper.engine.spans"}

    @pytest.mark.parametrize(
        "line",
        [
            'import { x } from "../show/card";',
            'export * from "../show/card";',
            'import type { X } from "../show/card";',
            'const x = await import("../show/card");',
            'import "../show/card";',
        ],
    )
    def test_a_backward_import_is_seen_in_a_script(self, line: str) -> None:
        [found] = IMPORTED.findall(line)
        assert room((FACE / "capture" / found).resolve(), FACE) == "show"
