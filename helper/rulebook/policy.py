"""policy.yaml and organisation.yaml in; the policy and the Trust out."""

from __future__ import annotations

import re

from helper.engine.book import (
    Academy,
    Clause,
    Contact,
    Coverage,
    Disclaimer,
    Organisation,
    Policy,
    Section,
)
from helper.engine.model import Severity
from helper.rulebook import shape
from helper.rulebook.hours import read_hours
from helper.rulebook.nodes import Node, Scalar
from helper.rulebook.reader import Reader
from helper.rulebook.shape import Key

CLAUSE_ID = re.compile(r"\d+(\.\d+)+")
_REVIEW = re.compile(r"\d{4}-\d{2}(-\d{2})?")

_POLICY = {
    "document": Key("the policy's name and dates", {}, True),
    "sections": Key("its headings", {}, True),
    "clauses": Key("its clauses", {}, True),
}
_DOCUMENT = {
    "title": Key("the policy's name", {}, True),
    "organisation": Key("whose it is", {}, True),
    "version": Key("as printed", {}, True),
    "review": Key("when it is due, as 2026-06", {}, True),
    "effective": Key("since when, as 2024-06", {}),
    "status": Key("as printed", {}),
    "approved_for": Key("as printed", {}),
}
_SECTION = {
    "number": Key("as printed", {}, True),
    "title": Key("as printed", {}, True),
}
_CLAUSE = {
    "id": Key("as printed, in quotes", {}, True),
    "title": Key("the heading it stands under", {}, True),
    "text": Key("word for word", {}, True),
    "modality": Key("how strongly it binds", {}, True),
    "basis": Key("the words that show it", {}),
    "also": Key("a second duty", {}),
    "read_with": Key("the clause whose words come before", {}),
    "coverage": Key("what the tool can do about it", {}, True),
}
_COVERAGE = {
    "by": Key("by what", {}, True),
    "top": Key("the most serious level", {}),
    "planned": Key("true while nothing is built", {}),
    "reason": Key("why, in a sentence", {}, True),
}
_ORGANISATION = {
    "name": Key("the Trust's full name", {}, True),
    "short_names": Key("shorter names that only mean the Trust", {}),
    "ambiguous_short_names": Key("shorter names that could mean something else", {}),
    "academies": Key("one entry for each academy", {}, True),
    "handles": Key("accounts, with the @", {}),
    "hashtags": Key("tags, with the #", {}),
    "domains": Key("web addresses", {}),
    "lookalikes": Key("names that are not ours", {}),
    "contacts": Key("whom to ask", {}, True),
    "disclaimer": Key("the line for clause 9.5", {}, True),
    "replies": Key("ready answers that cards offer", {}),
    "working_time": Key("when staff are usually at work", {}),
    "term_dates": Key("the stretches between holidays", {}),
}
_ACADEMY = {
    "name": Key("in full", {}, True),
    "aliases": Key("shorter names that only mean it", {}),
    "ambiguous": Key("shorter names that could mean something else", {}),
}
_LOOKALIKES = {
    "phrases": Key("longer names that hold one of ours", {}),
    "cues": Key("words that show another bearer", {}),
}
_CONTACT = {
    "title": Key("the role", {}, True),
    "name": Key("the person", {}),
    "email": Key("the address", {}),
    "telephone": Key("the number", {}),
}
_REPLIES = {name: Key("a ready answer", {}) for name in shape.EDITING["reply"]}
_DISCLAIMER = {
    "full": Key("the policy's model words", {}, True),
    "short": Key("for boxes with a tight limit", {}, True),
}


def clause_id(reader: Reader, node: Node | None) -> str:
    """A clause id, which must be in quotes, since YAML reads a bare 9.10 as 9.1."""
    value = reader.text(node, "the clause id")
    if isinstance(node, Scalar) and value:
        if node.style not in ("'", '"'):
            reader.complain(node, f"the clause id {value} is not in quotes", f'write "{value}"')
        elif not CLAUSE_ID.fullmatch(value):
            reader.complain(node, f"{value!r} is not a clause id", 'write it as in "9.5"')
    return value


def read_policy(reader: Reader, node: Node) -> Policy:
    """The policy, clause by clause."""
    top = reader.table(node, _POLICY, "policy.yaml")
    document = reader.table(top.get("document"), _DOCUMENT, "document")
    review = reader.text(document.get("review"), "review")
    if review and not _REVIEW.fullmatch(review):
        reader.complain(document["review"], f"{review!r} is not a date", "write it as 2026-06")
    sections = []
    for item in reader.items(top.get("sections"), "sections"):
        fields = reader.table(item, _SECTION, "a section")
        sections.append(
            Section(
                reader.text(fields.get("number"), "number"),
                reader.text(fields.get("title"), "title"),
            )
        )
    clauses: dict[str, Clause] = {}
    for item in reader.items(top.get("clauses"), "clauses"):
        clause = _clause(reader, item)
        if clause.id in clauses:
            reader.complain(item, f"clause {clause.id} stands here twice", "keep one of the two")
        clauses[clause.id] = clause
    return Policy(
        reader.text(document.get("title"), "title"),
        reader.text(document.get("version"), "version"),
        review,
        tuple(sections),
        clauses,
    )


def _clause(reader: Reader, node: Node) -> Clause:
    fields = reader.table(node, _CLAUSE, "a clause")
    coverage = reader.table(fields.get("coverage"), _COVERAGE, "coverage")
    top = reader.choice(coverage.get("top"), shape.LEVELS, "top", "")
    return Clause(
        clause_id(reader, fields.get("id")),
        reader.text(fields.get("title"), "title"),
        reader.text(fields.get("text"), "text"),
        reader.choice(fields.get("modality"), shape.MODALITIES, "modality", "statement"),
        Coverage(
            reader.choices(coverage.get("by"), shape.COVERAGES, "by"),
            Severity[top.upper()] if top else None,
            reader.text(coverage.get("reason"), "reason"),
            reader.flag(coverage.get("planned"), "planned"),
        ),
        tuple(
            clause_id(reader, item) for item in reader.items(fields.get("read_with"), "read_with")
        ),
    )


def read_organisation(reader: Reader, node: Node) -> Organisation:
    """The Trust's names, contacts and disclaimer."""
    top = reader.table(node, _ORGANISATION, "organisation.yaml")

    def names(fields: dict[str, Node], key: str) -> tuple[str, ...]:
        return tuple(text.value for text in reader.texts(fields.get(key), key))

    academies = []
    for item in reader.items(top.get("academies"), "academies"):
        fields = reader.table(item, _ACADEMY, "an academy")
        academies.append(
            Academy(
                reader.text(fields.get("name"), "name"),
                names(fields, "aliases"),
                names(fields, "ambiguous"),
            )
        )
    contacts = {}
    for role, (_, value) in reader.entries(top.get("contacts"), "contacts").items():
        fields = reader.table(value, _CONTACT, "a contact")
        contacts[role] = Contact(
            *(reader.text(fields.get(key), key, empty=key != "title") for key in _CONTACT)
        )
    lookalikes = reader.table(top.get("lookalikes"), _LOOKALIKES, "lookalikes")
    line = reader.table(top.get("disclaimer"), _DISCLAIMER, "disclaimer")
    replies = reader.table(top.get("replies"), _REPLIES, "replies")
    return Organisation(
        reader.text(top.get("name"), "name"),
        names(top, "short_names"),
        names(top, "ambiguous_short_names"),
        tuple(academies),
        names(top, "handles"),
        names(top, "hashtags"),
        names(top, "domains"),
        names(lookalikes, "phrases"),
        names(lookalikes, "cues"),
        contacts,
        Disclaimer(reader.text(line.get("full"), "full"), reader.text(line.get("short"), "short")),
        {name: reader.text(value, name) for name, value in replies.items()},
        read_hours(reader, top.get("working_time"), top.get("term_dates")),
    )
