"""Writes docs/clauses.md from rules/: every clause, what is done about it, and by which rules.

python docs/generate.py            write the page
python docs/generate.py --check    write nothing; exit code 1 if the page is out of date
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from helper.engine.book import Clause, Rulebook  # noqa: E402 (the clone comes first)
from helper.rulebook import load  # noqa: E402

PAGE = ROOT / "docs" / "clauses.md"
README = ROOT / "README.md"
SHOWN = re.compile(r"(<!-- file: (rules/\S+) -->\n```yaml\n).*?(^```$)", re.M | re.S)

BINDS = {
    "must_not": "must not",
    "must": "must",
    "should_not": "should not",
    "should": "should",
    "strongly_advised": "strongly advised",
    "may": "may",
    "statement": "statement",
}
WAYS = {
    "rules": "reads the draft",
    "context": "looks at its circumstances",
    "action": "helps to ask or report",
    "inform": "shown with the policy",
    "none": "nothing",
}
INTRODUCTION = """# What PostCheck does about each clause

<!-- Written by docs/generate.py from rules/. Change it there: `make docs` writes this page. -->

{title}, {version}. {answered} of its {total} clauses have rules today. Every other one says what is
done instead, or why nothing is.

"At most" is the most serious level a finding under the clause may reach: *info* is a quiet line,
*advice* a soft underline, *warn* a card beside the Post button, *stop* a pause that the person can
end with one click. "Planned" means decided and not built: nothing is checked yet.
"""


def shortened(text: str, most: int = 90) -> str:
    """The first words of a clause, for finding one's way."""
    if len(text) <= most:
        return text
    return text[:most].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"


def answer(clause: Clause, rules: dict[str, str]) -> str:
    """What is done about one clause, with links to its rules."""
    done = "; ".join(WAYS[way] for way in clause.coverage.by).capitalize()
    if clause.coverage.planned:
        return f"Planned: {done[0].lower()}{done[1:]}"
    links = [f"[{title}](../{path})" for path, title in rules.items()]
    return ": ".join(filter(None, [done, ", ".join(links)]))


def table(book: Rulebook) -> str:
    """The whole page."""
    cited: dict[str, dict[str, str]] = {}
    for rule in book.rules.values():
        for clause in rule.clauses:
            cited.setdefault(clause, {})[f"rules/{rule.id}.yaml"] = rule.title
    policy = book.policy
    lines = [
        INTRODUCTION.format(
            title=policy.title,
            version=policy.version,
            answered=len(cited),
            total=len(policy.clauses),
        )
    ]
    for section in policy.sections:
        lines += [
            f"## {section.number} {section.title}\n",
            "| Clause | Begins | Binds | PostCheck | At most | Because |",
            "|---|---|---|---|---|---|",
        ]
        for clause in policy.clauses.values():
            if clause.id.split(".")[0] != section.number:
                continue
            top = clause.coverage.top.word if clause.coverage.top is not None else ""
            cells = [
                clause.id,
                shortened(clause.text),
                BINDS[clause.modality],
                answer(clause, cited.get(clause.id, {})),
                top,
                clause.coverage.reason,
            ]
            lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
        lines.append("")
    return "\n".join(lines)


def excerpt(rule: str) -> str:
    """A rule file's text with the first example of each kind; `# ...` stands for the others."""
    kept: list[str] = []
    examples = -1  # of the kind being read; -1 before the first kind
    for line in rule.splitlines(keepends=True):
        if re.match(r"  (flags|passes):", line):
            examples = 0
        elif examples >= 0 and line.startswith("    - "):
            examples += 1
            if examples == 2:
                kept.append("    # ...\n")
        if examples < 2:
            kept.append(line)
    return "".join(kept)


def readme(text: str) -> str:
    """README.md with the rule it shows as the file has it today."""
    return SHOWN.sub(lambda m: m[1] + excerpt((ROOT / m[2]).read_text("utf-8")) + m[3], text)


def main() -> int:
    """Write or check the pages."""
    parser = argparse.ArgumentParser(description="Write what the pages take from rules/.")
    parser.add_argument("--check", action="store_true", help="only say whether all is up to date")
    check = parser.parse_args().check
    fresh = {PAGE: table(load(ROOT / "rules")), README: readme(README.read_text("utf-8"))}
    old = [p for p, text in fresh.items() if not p.exists() or p.read_text("utf-8") != text]
    for page in old:
        if check:
            name = page.relative_to(ROOT).as_posix()
            print(f"{name} is out of date with rules/. Run: make docs", file=sys.stderr)
        else:
            page.write_text(fresh[page], "utf-8")
    return 1 if check and old else 0


if __name__ == "__main__":
    sys.exit(main())
