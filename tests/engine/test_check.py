"""Whatever comes in, a report comes out, in time and honest about what was left out."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import fastjsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helper.engine import check
from helper.engine.fix import apply
from helper.engine.model import Draft, Edit, Span
from helper.engine.report import MOST_CARDS, clause_order, overdue, quote, to_wire
from helper.rulebook import find_rules, load
from tests.engine.book import RULE, book

BOOK = load(find_rules())
TODAY = date(2026, 11, 22)
OPENAPI = Path(__file__).parents[2] / "helper" / "web" / "openapi.json"
HIT = "I teach maths at Ripley and we think the new timetable is daft"


def schema_of(name: str) -> dict[str, object]:
    document = json.loads(OPENAPI.read_text(encoding="utf-8"))
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        **document["components"]["schemas"][name],
        "components": document["components"],
    }


VALID = fastjsonschema.compile(schema_of("Report"))


def test_the_mission_example_says_both_things_at_the_right_words() -> None:
    report = check(Draft(HIT), BOOK)
    found = {c.id: HIT[f.span.start : f.span.end] for f in report.findings for c in f.clauses}
    assert found == {"9.4": "we think", "9.5": "Ripley"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\x00",
        "\ud800",
        "I teach at Ripley \udfff\ud800",
        "😀" * 500,
        "(" * 2000,
        "a" * 20000,
        "we at ripley " * 1500,
        "not " * 5000,
        "\u202e\u200bRip\u200bley\u0000 TA",
        "𝐈 𝐭𝐞𝐚𝐜𝐡 𝐚𝐭 𝐑𝐢𝐩𝐥𝐞𝐲",
    ],
)
def test_any_text_survives(text: str) -> None:
    report = check(Draft(text), BOOK)
    for finding in report.findings:
        assert 0 <= finding.span.start < finding.span.end <= len(text)


@given(st.text(alphabet=st.characters(), max_size=200), st.text(max_size=60))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_report_fits_the_wire_schema(noise: str, thread: str) -> None:
    draft = Draft(f"{noise} {HIT} {noise}", thread=thread)
    report = check(draft, BOOK, budget=10)
    wired = to_wire(report, draft, BOOK, 7, TODAY)
    VALID(wired)
    units = draft.text.encode("utf-16-le", "surrogatepass")
    for finding, sent in zip(report.findings, wired["findings"], strict=False):
        start, end = sent["range"]["start"], sent["range"]["end"]
        words = units[2 * start : 2 * end].decode("utf-16-le", "surrogatepass")
        assert words == draft.text[finding.span.start : finding.span.end]


def test_no_time_at_all_is_an_incomplete_report_and_not_a_clear_one() -> None:
    report = check(Draft(HIT), BOOK, budget=-1)
    assert report.incomplete
    assert to_wire(report, Draft(HIT), BOOK, 0, TODAY)["incomplete"] == {
        "reason": report.incomplete
    }


@pytest.mark.parametrize("text", ["f**k sh1t " * 2000, "s h i t " * 2500, "we at ripley " * 1538])
def test_a_full_box_of_noise_is_judged_to_the_end_in_time(text: str) -> None:
    assert check(Draft(text), BOOK, budget=2).incomplete is None


@pytest.mark.parametrize("text", ["😂😂😂", "...", " 👏🏽 "])
def test_a_draft_without_words_is_marked_whole_and_only_whole_fixes_are_offered(
    text: str, tmp_path: Path
) -> None:
    concepts = """
sighting: {means: "something above", phrases: "stale bread"}
"""
    rule = RULE.replace("when: sighting", "when: {present: sighting, in: thread}")
    plans = [
        "remove: mention",
        "remove: sentence",
        "swap: someone",
        "blank: words",
        "reword: we-to-i",
        "insert: disclaimer",
        "reply: press",
        "do: discard",
    ]
    rule += "fixes: [" + ", ".join(f"{{{plan}}}" for plan in plans) + "]\n"
    wordless = book(tmp_path, concepts, {"9.5-disclaimer/a": rule})
    (finding,) = check(Draft(text, thread="Stale bread!"), wordless).findings
    assert finding.span == Span(0, len(text))
    assert [fix.action for fix in finding.fixes] == ["discard"]
    assert check(Draft(" \n", thread="Stale bread!"), wordless).findings == ()


def test_a_disguised_name_is_still_the_name() -> None:
    for text in ("I teach at R1pley", "I teach at Rіplеy", "I teach at R i p l e y"):
        assert check(Draft(text), BOOK).findings, text


def test_the_same_draft_gives_the_same_report() -> None:
    assert check(Draft(HIT), BOOK) == check(Draft(HIT), BOOK)


def test_a_dismissal_survives_edits_elsewhere_and_a_new_place() -> None:
    first = {f.rule: f.id for f in check(Draft(HIT), BOOK).findings}
    later = {f.rule: f.id for f in check(Draft("Well! " + HIT + ", sadly."), BOOK).findings}
    assert first == later


def test_a_disclaimer_fits_the_box_or_is_not_offered() -> None:
    text = "I teach maths at Ripley and it rained."
    lines = BOOK.organisation.disclaimer

    def added(limit: int | None) -> list[str]:
        report = check(Draft(text, limit=limit), BOOK)
        fixes = [fix for finding in report.findings for fix in finding.fixes]
        return [apply(text, fix.edits) for fix in fixes if fix.title == "Add the disclaimer"]

    assert added(None) == [f"{text} {lines.full}"]
    assert added(len(text) + 1 + len(lines.short)) == [f"{text} {lines.short}"]
    assert added(len(text) + len(lines.short)) == []


def test_a_bio_gets_the_short_disclaimer() -> None:
    draft = Draft("Maths teacher @ Ripley St Thomas", kind="profile_bio")
    previews = [f.preview for f in check(draft, BOOK).findings[0].fixes if f.edits]
    assert previews[0] == BOOK.organisation.disclaimer.short


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        (HIT, "I teach maths at Ripley and I think the new timetable is daft"),
        (
            "We at Ripley believe every child can sing, and we were proud.",
            "I work at Ripley and I believe every child can sing, and I was proud.",
        ),
        ("Here at RST we're sick of the traffic.", "Here at RST I'm sick of the traffic."),
        ("All of us at Ripley are disgusted.", "I work at Ripley and I am disgusted."),
        ("As a school we have decided to ban it.", "As one of the staff I have decided to ban it."),
        ("Our school believes in it.", "I believe in it."),
        ("Our trust's view is simple.", "My view is simple."),
        (
            "Here at RST WE ARE proud and our results please us.",
            "Here at RST I AM proud and my results please me.",
        ),
    ],
)
def test_we_becomes_i_with_its_verbs_and_pronouns(text: str, mended: str) -> None:
    fixes = [fix for finding in check(Draft(text), BOOK).findings for fix in finding.fixes]
    reworded = [apply(text, fix.edits) for fix in fixes if fix.title == "Change “we” to “I”"]
    assert reworded[:1] == [mended]


def test_quotations_keep_their_words_when_the_rest_is_reworded() -> None:
    text = 'Here at RST we say "we are one family" and we mean it.'
    fixes = [fix for finding in check(Draft(text), BOOK).findings for fix in finding.fixes]
    reworded = [apply(text, fix.edits) for fix in fixes if fix.title == "Change “we” to “I”"]
    assert reworded == ['Here at RST I say "we are one family" and I mean it.']


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("I teach maths at Ripley St Thomas now.", "I teach maths at a school now."),
        ("Speaking as a Ripley TA, it is thin.", "Speaking as a school TA, it is thin."),
        ("Lanyard on. #TeamRipley", None),
    ],
)
def test_the_name_is_left_out_only_where_the_rest_reads_well(text: str, mended: str | None) -> None:
    fixes = [fix for finding in check(Draft(text), BOOK).findings for fix in finding.fixes]
    without = [apply(text, fix.edits) for fix in fixes if fix.title == "Leave out the name"]
    assert without == ([] if mended is None else [mended])


def test_edits_are_applied_from_the_end() -> None:
    edits = [Edit(Span(0, 2), "I"), Edit(Span(7, 10), "am")]
    assert apply("we and are", edits) == "I and am"


def test_no_more_cards_are_sent_than_can_be_shown() -> None:
    report = check(Draft(HIT), BOOK)
    many = replace(report, findings=report.findings * 3)
    assert len(to_wire(many, Draft(HIT), BOOK, 0, TODAY)["findings"]) == MOST_CARDS


def test_because_names_what_was_seen_and_not_the_draft() -> None:
    for finding in check(Draft("Zebediah teaches, and I teach at Ripley"), BOOK).findings:
        assert finding.because
        assert "Zebediah" not in finding.because


@pytest.mark.parametrize(
    ("due", "late"), [("2026-06", True), ("2026-11", False), ("2026-11-21", True), ("2027", False)]
)
def test_a_policy_is_overdue_once_its_review_has_passed(due: str, late: bool) -> None:
    assert overdue(due, TODAY) is late


def test_clauses_sort_by_their_parts() -> None:
    assert sorted(["9.10", "9.9", "9.2.1.1", "10.1"], key=clause_order) == [
        "9.2.1.1",
        "9.9",
        "9.10",
        "10.1",
    ]


def test_a_quotation_begins_with_the_sentence_it_goes_on_from() -> None:
    policy = load(find_rules()).policy
    assert quote(policy.clauses["4.1.2"], policy) == (
        "You are prohibited from using social media to: breach Trust's disciplinary policy;"
    )
    assert quote(policy.clauses["9.5"], policy) == policy.clauses["9.5"].text
