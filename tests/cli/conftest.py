"""A rulebook of our own making, so that these tests stand still while the real rules grow."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from helper.cli import postcheck
from helper.rulebook import find_rules

ROOT = Path(__file__).parents[2]

CONCEPTS = """\
stripes:
  means: an animal with stripes
  phrases:
    - zebra
    - tiger cub
spots:
  means: an animal with spots
  phrases:
    - leopard
horns:
  means: an animal with horns
  phrases:
    - rhino
"""
RULE = """\
title: Mentions {what}
clauses: ["{clause}"]
confidence: high
when:
  present: {concept}
every: yes
message: You've mentioned {what}, so please think of another animal.
short: Choose another animal
examples:
  flags:
    - "I saw a [[{word}]] today."
  passes:
    - "I saw a cow today."
"""


@pytest.fixture(scope="session")
def zoo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real policy with three rules: zebra warns, leopard advises, rhino stops."""
    folder = tmp_path_factory.mktemp("zoo") / "rules"
    (folder / "concepts").mkdir(parents=True)
    for name in ("policy.yaml", "organisation.yaml"):
        shutil.copy(find_rules() / name, folder / name)
    (folder / "concepts" / "animals.yaml").write_text(CONCEPTS)
    for path, clause, concept, what, word in (
        ("9.4-own-behalf/zebra.yaml", "9.4", "stripes", "stripes", "zebra"),
        ("9.5-disclaimer/leopard.yaml", "9.5", "spots", "spots", "leopard"),
        ("7.1-speaking/rhino.yaml", "7.1", "horns", "horns", "rhino"),
    ):
        file = folder / path
        file.parent.mkdir()
        file.write_text(RULE.format(clause=clause, concept=concept, what=what, word=word))
    return folder


@pytest.fixture
def own_zoo(zoo: Path, tmp_path: Path) -> Path:
    """A zoo that a test may change."""
    return Path(shutil.copytree(zoo, tmp_path / "rules"))


@pytest.fixture
def run(zoo: Path) -> Callable[..., Result]:
    """Runs a command within this process, with the zoo's rules unless told otherwise."""

    def call(*arguments: str, rules: Path | None = zoo, input: str | bytes = "") -> Result:
        line = [*arguments, *(["--rules", str(rules)] if rules else [])]
        return CliRunner().invoke(postcheck, line, input=input)

    return call


@pytest.fixture
def shell() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Runs `python -m helper` as a process of its own."""

    def call(
        *arguments: str, input: bytes = b"", **variables: str
    ) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "helper", *arguments],
            cwd=ROOT,
            env=os.environ | variables,
            input=input,
            capture_output=True,
            timeout=60,
            check=False,
        )

    return call
