"""Small rulebooks for tests, written as a policy owner would write them."""

from __future__ import annotations

from pathlib import Path

from helper.engine.book import Rulebook
from helper.rulebook import load

POLICY = """
document: {title: "Test policy", organisation: "Trust", version: "v1", review: "2026-06"}
sections: [{number: "9", title: "Use"}]
clauses:
  - {id: "9.4", title: "Use", text: "Speak for yourself.", modality: should,
     coverage: {by: [rules], top: warn, reason: "Words."}}
  - {id: "9.5", title: "Use", text: "Say so.", modality: should,
     coverage: {by: [rules], top: advice, reason: "Words."}}
  - {id: "9.10", title: "Use", text: "Keep secrets.", modality: should_not,
     coverage: {by: [rules], reason: "Words."}}
  - {id: "7.1", title: "Business", text: "Ask first.", modality: must,
     coverage: {by: [rules], top: stop, reason: "Words."}}
"""
ORGANISATION = """
name: "The Example Trust"
short_names: ["TET"]
academies:
  - {name: "Hill Academy", aliases: ["Hill High"], ambiguous: ["Hill"]}
handles: ["@ExampleTrust"]
hashtags: ["#TeamHill"]
domains: ["example.org"]
lookalikes: {phrases: ["Benny Hill"], cues: ["Derbyshire"]}
contacts: {headteacher: {title: "Headteacher", email: "head@example.org"}}
disclaimer: {full: "These views are my own and not my employer's.", short: "Own views."}
replies: {press: "Please ask the Headteacher."}
"""
RULE = """
title: "A rule"
clauses: ["9.5"]
confidence: high
when: sighting
message: "Something was seen, so please have another look (9.5)."
short: "Have a look"
examples: {flags: ["[[x]]"], passes: ["y"]}
"""


def write(folder: Path, files: dict[str, str]) -> Path:
    """A rules folder with these files beside the usual policy and organisation."""
    wanted = {"policy.yaml": POLICY, "organisation.yaml": ORGANISATION, **files}
    for name, text in wanted.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def book(folder: Path, concepts: str, rules: dict[str, str] | None = None) -> Rulebook:
    """A rulebook of these concepts and rules; without rules, one that flags `sighting`."""
    files = {"concepts/all.yaml": concepts}
    for name, text in (rules or {"9.5-disclaimer/a": RULE}).items():
        files[f"{name}.yaml"] = text
    return load(write(folder, files))
