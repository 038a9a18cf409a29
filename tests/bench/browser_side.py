"""The browsers' figures, measured by keystrokes.measure.ts, and the sizes of what is shipped."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from figures import Figure, median, p95

ROOT = Path(__file__).parents[2]
EXTENSION = ROOT / "extension"
DIST = Path(os.environ.get("POSTCHECK_DIST", EXTENSION / "dist"))
LIMIT = 600  # seconds for one browser

DRAWN = "keystroke to underline"
OURS = "our script for each keystroke"
CLOCK = "the same by the clock"
ON = "our script for each key, writing on"
PAGES = "the page's own script for each keystroke"


class BrowserError(Exception):
    """A browser could not be measured; the words say why."""


def sizes() -> list[Figure]:
    """Gzipped sizes of the scripts that a page gets."""
    targets = {"gate.js": 10.0, "content.js": 60.0, "reader.js": None}
    return [
        Figure(
            f"{name}, gzipped",
            len(gzip.compress((DIST / name).read_bytes(), 9)) / 1024,
            "KB",
            target,
        )
        for name, target in targets.items()
    ]


def measure(browser: str, named: str = "") -> list[Figure]:
    """Keystrokes in one browser.

    Args:
        browser: chromium or firefox.
        named: The beginning of a page's name; all of them when empty.

    Raises:
        BrowserError: The run failed.
    """
    rows = _run(browser, named)
    figures = []
    for scene, values in _by_scene(rows, DRAWN):
        figures += [
            Figure(f"{browser}: keystroke to underline, {scene}, median", median(values), "ms"),
            Figure(
                f"{browser}: the same, 95th percentile of {len(values)}", p95(values), "ms", 250
            ),
        ]
    for scene, values in _by_scene(rows, OURS):
        [page] = [other for name, other in _by_scene(rows, PAGES) if name == scene]
        [writing] = [other for name, other in _by_scene(rows, ON) if name == scene]
        [clock] = [other for name, other in _by_scene(rows, CLOCK) if name == scene]
        figures += [
            Figure(
                f"{browser}: our script a keystroke, {scene}, 5,000 characters, median",
                median(values),
                "ms",
            ),
            Figure(f"{browser}: the same, 95th percentile of {len(values)}", p95(values), "ms", 2),
            Figure(f"{browser}: the same by the clock, 95th percentile", p95(clock), "ms"),
            Figure(
                f"{browser}: the same while writing on without a pause, 95th percentile",
                p95(writing),
                "ms",
            ),
            Figure(f"{browser}: beside it, the page's own script, median", median(page), "ms"),
        ]
    return figures


def _by_scene(rows: list[dict[str, Any]], figure: str) -> list[tuple[str, list[float]]]:
    return [(row["scene"], row["values"]) for row in rows if row["figure"] == figure]


def _run(browser: str, named: str) -> list[dict[str, Any]]:
    vitest = EXTENSION / "node_modules/.bin/vitest"
    node = shutil.which("node")
    if node is None or not vitest.exists():
        raise BrowserError("the extension's packages are not installed; `make build` does that")
    with tempfile.TemporaryDirectory() as folder:
        figures = Path(folder) / "figures.jsonl"
        command = [
            str(vitest),
            "run",
            "--config",
            "../tests/bench/vitest.config.mts",
            "--project",
            browser,
            *(["--testNamePattern", f"^{re.escape(named)}"] if named else []),
        ]
        environment = {
            **os.environ,
            "POSTCHECK_FIGURES": str(figures),
            "VITE_CONFIG_NATIVE_IGNORE_WARNING": "true",
        }
        done = subprocess.run(
            command,
            cwd=EXTENSION,
            env=environment,
            capture_output=True,
            text=True,
            timeout=LIMIT,
            check=False,
        )
        if done.returncode != 0 or not figures.exists():
            raise BrowserError(_last_words(done.stdout + done.stderr))
        return [json.loads(line) for line in figures.read_text().splitlines()]


def _last_words(output: str) -> str:
    errors = [line.strip() for line in output.splitlines() if "Error" in line]
    return errors[0] if errors else "the run failed without a word"
