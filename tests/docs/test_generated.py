"""The generated pages are those that rules/ gives today."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]


def generate(*arguments: str, at: Path) -> subprocess.CompletedProcess[str]:
    """Run docs/generate.py of a clone."""
    script = [sys.executable, str(at / "docs" / "generate.py")]
    return subprocess.run(
        [*script, *arguments], capture_output=True, text=True, timeout=60, check=False
    )


def test_the_pages_are_up_to_date() -> None:
    done = generate("--check", at=ROOT)
    assert done.returncode == 0, done.stderr


def test_the_clause_table_has_every_clause_once_and_in_the_policys_order() -> None:
    policy = yaml.load((ROOT / "rules" / "policy.yaml").read_text("utf-8"), yaml.BaseLoader)  # noqa: S506
    page = (ROOT / "docs" / "clauses.md").read_text("utf-8")
    assert re.findall(r"^\| ([\d.]+) \|", page, re.M) == [c["id"] for c in policy["clauses"]]


def test_a_changed_rule_makes_the_table_out_of_date(tmp_path: Path) -> None:
    for folder in ("helper", "rules", "docs"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=ignored)
    for file in ("pyproject.toml", "README.md"):
        shutil.copy(ROOT / file, tmp_path)
    policy = tmp_path / "rules" / "policy.yaml"
    policy.write_text(policy.read_text("utf-8").replace("An introduction.", "A preface."), "utf-8")
    done = generate("--check", at=tmp_path)
    assert (done.returncode, "make docs" in done.stderr) == (1, True)
    assert generate(at=tmp_path).returncode == 0
    assert "A preface." in (tmp_path / "docs" / "clauses.md").read_text("utf-8")
