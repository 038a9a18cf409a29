"""A new rule file: everything that can be known is filled in, everything else is left to write."""

from __future__ import annotations

import re
from pathlib import Path

from helper.engine.book import Clause

_TEMPLATE = """\
# {title}: clause {id} ({modality}).
# "{text}"
#
# `postcheck rules lint` names every line that is still to be written.

# What the rule notices, in a line.
title: ""

clauses: ["{id}"]

# How sure it is when it fires: high, medium or low. Each step down makes it speak more quietly.
confidence: medium

# The concepts that must be there; they live in concepts/. Other ways to ask are in the guide.
when:
  present: ""

# What excuses it; take the # away if something does.
# unless:
#   present: quotation

# What the card says, kindly and in full sentences: what was seen, and a next step.
message: ""

# The card's title: what to do.
short: ""

examples:
  # Drafts it must flag, with [[ ]] round the words that should be underlined.
  flags:
    - ""
  # Drafts that look alike and are fine.
  passes:
    - ""
"""


def text(clause: Clause) -> str:
    """The file's text for a rule under `clause`."""
    quoted = clause.text.replace("\n", "\n# ")
    return _TEMPLATE.format(
        id=clause.id,
        title=clause.title,
        modality=clause.modality.replace("_", " "),
        text=quoted,
    )


def slug(words: str) -> str:
    """The words as a file or folder name: small letters and digits, joined by hyphens."""
    return "-".join(re.findall(r"[a-z0-9]+", words.lower()))


def target(folder: Path, clause: Clause, name: str) -> Path:
    """Where the rule belongs: in the clause's folder, or a new one named after the clause."""
    present = sorted(path for path in folder.glob(f"{clause.id}-*") if path.is_dir())
    home = present[0] if present else folder / f"{clause.id}-{slug(clause.title)}"
    return home / f"{slug(name)}.yaml"
