"""`make bench`: every figure beside its target, from real runs on this computer.

    python tests/bench/bench.py                     everything, about five minutes
    python tests/bench/bench.py --only helper       the helper alone, half a minute

How it is measured: keystroke to underline runs from the time stamp of the trusted keydown to the
first frame in which the line stands under the words, pause before checking included. Our script for
each keystroke is the time in which a script of the extension was on the stack, from the key until
the answer was drawn, as Chromium's profiler samples it every 100 microseconds. Answers over HTTP
include reading and parsing them. A busy computer makes all of it slower; the page's own script in
the same profile, and the helper's processor time beside its answers, tell by how much.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import browser_side
import engine_side
import helper_side
from figures import Figure, table

PARTS: dict[str, Callable[[], list[Figure]]] = {
    "sizes": browser_side.sizes,
    "engine": engine_side.measure,
    "helper": helper_side.measure,
    "chromium": lambda: browser_side.measure("chromium"),
    "firefox": lambda: browser_side.measure("firefox"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and prints; always returns 0, for a miss is a figure and not a failure."""
    parser = argparse.ArgumentParser(description="Prints the measured speeds and sizes.")
    parser.add_argument("--only", choices=sorted(PARTS), action="append", help="just this part")
    asked = parser.parse_args(arguments)
    print(f"PostCheck on {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n", flush=True)
    figures: list[Figure] = []
    for name, measure in PARTS.items():
        if asked.only and name not in asked.only:
            continue
        print(name, flush=True)
        try:
            measured = measure()
        except Exception as error:  # one part that cannot be measured must not hide the others
            print(f"  not measured: {error}\n", flush=True)
            continue
        figures += measured
        print(f"{table(measured)}\n", flush=True)
    missed = [figure for figure in figures if figure.verdict == "MISS"]
    print(f"{len(figures)} figures, {len(missed)} over their target")
    for figure in missed:
        print(f"  MISS  {figure.name}: {figure.value:.2f} {figure.unit}, target {figure.target:g}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
