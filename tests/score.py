"""Measure the rules on the labelled drafts: what they miss, and what they cry over for nothing.

    python tests/score.py                          every clause that has rules, every corpus
    python tests/score.py --clauses 9.4 9.5        these clauses only
    python tests/score.py --show misses FILE       read the drafts that went wrong

For each clause and file: recall on `must` (drafts that have to be flagged), alarms on clean
drafts (drafts that touch no clause at all), and `must_not` (drafts where this very clause would
be plainly wrong). A draft that carries neither mark for a clause is undecided and not counted.
Then over all clauses, by file: recall, clean drafts with a finding at warn or stop and with any
above info, `must_not` broken, and the verdicts. Labels: tests/drafts/LABELLING.md.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1]
CORPORA = ROOT / "tests" / "drafts"
HELD_OUT = {"professional.jsonl"}
"""Measured, never read while rules are written; `--show` passes over it."""

VOICE = ("7.1", "9.4", "9.5")
PARTIAL = {"voice-2.jsonl": VOICE, "voice-3.jsonl": VOICE, "voice-4.jsonl": VOICE}
"""Files whose labels speak of these clauses only: they say nothing of the others."""
VERDICTS = ("clear", "advise", "warn", "stop")

Draft = dict[str, Any]


@dataclass(slots=True)
class Tally:
    """The counts for one clause in one file, and the ids behind the two kinds of mistake."""

    must: int = 0
    found: int = 0
    clean: int = 0
    alarms: int = 0
    must_not: int = 0
    broken: int = 0
    missed_ids: list[str] = field(default_factory=list)
    alarm_ids: list[str] = field(default_factory=list)

    def count(self, draft: Draft, clause: str, flagged: bool) -> None:
        """Add one draft; `flagged` says whether any finding cites `clause`."""
        wrong = False
        if clause in draft["must"]:
            self.must += 1
            self.found += flagged
            if not flagged:
                self.missed_ids.append(draft["id"])
        if not draft["clauses"]:
            self.clean += 1
            self.alarms += flagged
            wrong |= flagged
        if clause in draft["must_not"]:
            self.must_not += 1
            self.broken += flagged
            wrong |= flagged
        if wrong:
            self.alarm_ids.append(draft["id"])

    def add(self, other: Tally) -> None:
        """Add another file's counts to these."""
        for name in ("must", "found", "clean", "alarms", "must_not", "broken"):
            setattr(self, name, getattr(self, name) + getattr(other, name))


@dataclass(slots=True)
class Overall:
    """The counts over all clauses in one file, or in several."""

    must: int = 0
    found: int = 0
    clean: int = 0
    grave: int = 0
    carded: int = 0
    must_not: int = 0
    broken: int = 0
    verdicts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(VERDICTS, 0))

    def count(self, draft: Draft, report: Draft) -> None:
        """Add one draft and what was said of it."""
        cited = set(report["clauses"])
        self.must += len(draft["must"])
        self.found += len(cited & set(draft["must"]))
        self.must_not += len(draft["must_not"])
        self.broken += len(cited & set(draft["must_not"]))
        self.verdicts[report["verdict"]] += 1
        if not draft["clauses"]:
            self.clean += 1
            self.grave += report["verdict"] in ("warn", "stop")
            self.carded += report["verdict"] != "clear"

    def add(self, other: Overall) -> None:
        """Add another file's counts to these."""
        for name in ("must", "found", "clean", "grave", "carded", "must_not", "broken"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for verdict in VERDICTS:
            self.verdicts[verdict] += other.verdicts[verdict]


def over_all(drafts: Sequence[Draft], reports: Sequence[Draft]) -> Overall:
    """The counts over all clauses."""
    overall = Overall()
    for draft, report in zip(drafts, reports, strict=True):
        overall.count(draft, report)
    return overall


def summary(overalls: dict[str, Overall]) -> str:
    """The counts over all clauses as a table, one line a file, the held-out file last."""
    lines = [
        "over all clauses",
        f"  {'':<32}{'found of must':^18}{'clean at warn+':^18}{'clean with a card':^18}"
        f"{'must_not broken':^20}{'clear/advise/warn/stop':>24}",
    ]
    total = Overall()
    for name in sorted(overalls, key=lambda name: (name in HELD_OUT, name)):
        if name not in HELD_OUT:
            total.add(overalls[name])
        lines.append(_overall(name + " (held out)" * (name in HELD_OUT), overalls[name]))
    if len(overalls.keys() - HELD_OUT) > 1:
        lines.append(_overall("all but the held-out file", total))
    return "\n".join(lines)


def _overall(name: str, one: Overall) -> str:
    return (
        f"  {name:<32}"
        f"{one.found:>5}/{one.must:<5}{share(one.found, one.must)}"
        f"{one.grave:>5}/{one.clean:<5}{share(one.grave, one.clean)}"
        f"{one.carded:>5}/{one.clean:<5}{share(one.carded, one.clean)}"
        f"{one.broken:>6}/{one.must_not:<6}{share(one.broken, one.must_not)}"
        f"{'/'.join(str(one.verdicts[verdict]) for verdict in VERDICTS):>24}"
    )


def live_clauses() -> list[str]:
    """The clauses that policy.yaml says are answered by rules written already, in order."""
    policy = yaml.load((ROOT / "rules" / "policy.yaml").read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 (BaseLoader makes nothing but strings)
    return [
        clause["id"]
        for clause in policy["clauses"]
        if {"rules", "context"} & set(clause["coverage"]["by"])
        and clause["coverage"].get("planned") != "true"
    ]


def read(file: Path) -> list[Draft]:
    """The drafts of one corpus."""
    with file.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def check(file: Path) -> list[Draft]:
    """The reports on one corpus, in order, from the command a person would use."""
    command = [sys.executable, "-m", "helper", "check", "--drafts", str(file.resolve())]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode not in (0, 1):
        sys.exit(f"`postcheck check --drafts {file}` failed:\n{done.stderr}")
    return [json.loads(line) for line in done.stdout.splitlines()]


def score(
    drafts: Sequence[Draft], reports: Sequence[Draft], clauses: Iterable[str]
) -> dict[str, Tally]:
    """Compare labels with reports, clause by clause.

    Raises:
        ValueError: the reports do not answer these drafts one by one, in order.
    """
    tallies = {clause: Tally() for clause in clauses}
    for draft, report in zip(drafts, reports, strict=True):
        if draft["id"] != report["id"]:
            raise ValueError(f"report {report['id']} stands where {draft['id']} should")
        for clause, tally in tallies.items():
            tally.count(draft, clause, clause in report["clauses"])
    return tallies


def share(part: int, whole: int) -> str:
    """`part` of `whole` in per cent, or a dash where there is nothing to measure."""
    return f"{100 * part / whole:5.1f} %" if whole else "      -"


def row(name: str, tally: Tally) -> str:
    """One line of the table."""
    return (
        f"  {name:<32}"
        f"{tally.found:>5}/{tally.must:<5}{share(tally.found, tally.must)}"
        f"{tally.alarms:>7}/{tally.clean:<5}{share(tally.alarms, tally.clean)}"
        f"{tally.broken:>7}/{tally.must_not:<5}"
    ).rstrip()


def table(scores: dict[str, dict[str, Tally]], clauses: Sequence[str]) -> str:
    """The scores as a table: one block a clause, one line a file, the held-out file last."""
    lines = [f"  {'':<32}{'found of must':^18}{'alarms of clean':^20}{'must_not broken':>16}"]
    for clause in clauses:
        lines += ["", clause]
        total = Tally()
        for name in sorted(scores, key=lambda name: (name in HELD_OUT, name)):
            tally = scores[name].get(clause)
            if tally is None:
                continue
            if name in HELD_OUT:
                lines.append(row(f"{name} (held out)", tally))
                continue
            total.add(tally)
            lines.append(row(name, tally))
        if len(scores.keys() - HELD_OUT) > 1:
            lines.append(row("all but the held-out file", total))
    return "\n".join(lines)


def show(
    drafts: dict[str, list[Draft]], scores: dict[str, dict[str, Tally]], which: str
) -> Iterable[str]:
    """The drafts behind the mistakes, for whoever is improving the rules."""
    for name, tallies in scores.items():
        if name in HELD_OUT:
            continue
        by_id = {draft["id"]: draft for draft in drafts[name]}
        for clause, tally in tallies.items():
            for wrong in tally.missed_ids if which == "misses" else tally.alarm_ids:
                draft = by_id[wrong]
                thread = f"\n      in reply to: {draft['thread']}" if draft["thread"] else ""
                yield (
                    f"{clause} {wrong} {draft['kind']} on {draft['site']}: {draft['text']}{thread}"
                    f"\n      label: {draft['why']}"
                )


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description="Measure the rules on the labelled drafts.")
    parser.add_argument("files", nargs="*", type=Path, help="corpora; all of tests/drafts/ if none")
    parser.add_argument("--clauses", nargs="+", metavar="CLAUSE", help="only these clauses")
    parser.add_argument("--all", action="store_true", help="also clauses that have no rules yet")
    parser.add_argument("--json", action="store_true", help="print the counts as JSON")
    parser.add_argument("--show", choices=("misses", "alarms"), help="print the drafts themselves")
    asked = parser.parse_args()

    files = asked.files or sorted(CORPORA.glob("*.jsonl"))
    drafts = {file.name: read(file) for file in files}
    clauses = asked.clauses or live_clauses()
    if asked.all:
        labelled = {c for rows in drafts.values() for draft in rows for c in draft["clauses"]}
        clauses = sorted(labelled, key=lambda c: [int(part) for part in c.split(".")])
    reports = {file.name: check(file) for file in files}
    scores = {
        name: score(rows, reports[name], [c for c in clauses if c in PARTIAL.get(name, clauses)])
        for name, rows in drafts.items()
    }
    overalls = {n: over_all(rows, reports[n]) for n, rows in drafts.items() if n not in PARTIAL}

    if asked.show:
        print("\n".join(show(drafts, scores, asked.show)))
    elif asked.json:
        counts = {n: {c: asdict(t) for c, t in tallies.items()} for n, tallies in scores.items()}
        whole = {name: asdict(overall) for name, overall in overalls.items()}
        held_out = sorted(HELD_OUT & counts.keys())
        print(json.dumps({"held_out": held_out, "files": counts, "over_all": whole}))
    else:
        print(table(scores, clauses))
        if overalls and not asked.clauses:
            print("\n" + summary(overalls))


if __name__ == "__main__":
    main()
