"""A broken rules folder is refused with the place, what is wrong and what to write."""

from __future__ import annotations

from pathlib import Path

import pytest

from helper.rulebook import RulebookError, find_rules, load
from helper.rulebook.nodes import MOST_BYTES
from tests.engine.book import ORGANISATION, POLICY, RULE, write

CONCEPTS = "sighting:\n  means: a thing\n  phrases: |\n    alpha\n    beta gamma\n"
HERE = "9.5-disclaimer/a.yaml"


def complaints(folder: Path, **files: str) -> list[str]:
    named = {"concepts/all.yaml": CONCEPTS, HERE: RULE.lstrip()}
    for name, text in files.items():
        named[name.replace("__", "/").replace("_yaml", ".yaml")] = text
    with pytest.raises(RulebookError) as caught:
        load(write(folder, named))
    return [str(problem) for problem in caught.value.problems]


def rule(old: str, new: str) -> str:
    text = RULE.lstrip()
    assert old in text
    return text.replace(old, new, 1)


def test_the_rules_of_this_repository_load() -> None:
    book = load(find_rules())
    assert book.rules
    assert book.version.startswith(book.policy.version)


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        (rule("short:", "shrt:"), "6:1", ["no key 'shrt'", "did you mean 'short'"]),
        (rule('["9.5"]', "[9.5]"), "2:11", ["not in quotes", 'write "9.5"']),
        (rule('["9.5"]', '["9.6"]'), "2:11", ["no clause 9.6", "did you mean"]),
        (rule('["9.5"]', '["9.10"]'), "2:10", ["folder is for clause 9.5", "move the file"]),
        (rule("high", "sure"), "3:13", ["cannot be 'sure'", "high"]),
        (rule("when: sighting", "when: sigting"), "4:7", ["no concept", "'sighting'"]),
        (rule("when: sighting", "when: {presnt: sighting}"), "4:8", ["'presnt'", "'present'"]),
        (rule("when: sighting", "when: {together: [sighting]}"), "4:18", ["takes two"]),
        (
            rule("when: sighting", "when: {together: [sighting, sighting], within: far}"),
            "4:48",
            ["cannot be 'far'", "6 words"],
        ),
        (rule("when: sighting", "unless: {}\nwhen: sighting"), "4:9", ["is empty"]),
        (rule("so please have", "to have"), "5:10", ["no next step", "say what to do"]),
        (rule("Something", "S" * 150), "5:10", ["characters", "160 or fewer"]),
        (rule("Something", "\u202eSomething"), "5:10", ["cannot be seen"]),
        (rule('flags: ["[[x]]"], ', ""), "7:11", ["lacks 'flags'"]),
        (rule(', passes: ["y"]', ""), "7:11", ["lacks 'passes'"]),
        (rule('["[[x]]"]', '["x"]'), "7:20", ["no words are marked", "[["]),
        (rule('["y"]', "[]"), "7:38", ["is empty"]),
        (rule('["y"]', '["[[y]]"]'), "7:39", ["nobody flags"]),
        (rule("title:", "title: x\ntitle:"), "2:1", ["twice", "keep one"]),
        (rule('"A rule"', "&a x"), "1:8", ["anchor"]),
        (rule('"A rule"', "!!str x"), "1:8", ["tag"]),
        (rule('"A rule"', "*a"), "1:8", ["alias"]),
        (rule('"A rule"', "a: b"), "1:9", ["not YAML", "quotes"]),
        (rule('"A rule"', "[x]"), "1:8", ["must be text"]),
        (rule("short:", "fixes: [{insrt: disclaimer}]\nshort:"), "6:10", ["'insrt'", "'insert'"]),
        (rule("short:", "fixes: [{insert: poem}]\nshort:"), "6:18", ["cannot be 'poem'"]),
        (rule("short:", "fixes: [{do: dance}]\nshort:"), "6:14", ["cannot be 'dance'"]),
        (rule("short:", "fixes: [{title: x}]\nshort:"), "6:9", ["does nothing"]),
        ("- a\n", "1:1", ["list of keys"]),
        ("", "1:1", ["the file is empty"]),
        ("a: 1\n---\nb: 2\n", "2:1", ["second document"]),
        ("title: [\n", "2:1", ["not YAML"]),
        ("\ta: 1\n", "1:1", ["not YAML", "spaces"]),
    ],
)
def test_a_broken_rule_is_refused(tmp_path: Path, text: str, place: str, words: list[str]) -> None:
    found = complaints(tmp_path, **{HERE: text})
    said = [line for line in found if line.startswith(f"{HERE}:{place}:")]
    assert said, found
    assert any(all(word in line for word in words) for line in said), said


@pytest.mark.parametrize(
    ("phrase", "column", "words"),
    [
        ("(one|two", 5, ["never closed"]),
        ("one)", 8, ["a ) too many"]),
        ("one | two", 9, ["outside brackets"]),
        ("(one|)", 5, ["empty"]),
        ("(one)?", 5, ["nothing at all"]),
        ("~2 one", 5, ["cannot begin"]),
        ("one ~99 two", 9, ["skips too many"]),
        ("{nosuch}", 5, ["no concept 'nosuch'"]),
        ("{sihting}", 5, ["did you mean 'sighting'"]),
        ("a*", 5, ["nearly any word"]),
        ("one {", 8, ["does not belong"]),
        ("one ,", 9, ["no word"]),
        ("x" * 501, 5, ["longer than 500"]),
    ],
)
def test_a_broken_phrase_is_refused_at_its_column(
    tmp_path: Path, phrase: str, column: int, words: list[str]
) -> None:
    text = f"{CONCEPTS}bad:\n  means: a thing\n  phrases: |\n    fine\n    {phrase}\n"
    found = complaints(tmp_path, concepts__all_yaml=text)
    said = [line for line in found if line.startswith(f"concepts/all.yaml:10:{column}:")]
    assert any(all(word in line for word in words) for line in said), found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Bad Name: {means: x, phrases: [y]}\n", ["cannot name a concept"]),
        ("bad: {means: x}\n", ["says nothing", "phrases"]),
        ("bad: {phrases: [y]}\n", ["lacks 'means'"]),
        ("bad: {means: x, phrases: []}\n", ["is empty"]),
        ("bad: {means: x, phrase: [y]}\n", ["no key 'phrase'", "'phrases'"]),
        ("trust-name: {means: x, phrases: [y]}\n", ["already in organisation.yaml"]),
        ("bad: {means: x, phrases: ['{bad} y']}\n", ["explained by itself"]),
        ("bad: {means: x, phrases: ['{b}']}\nb: {means: x, phrases: ['{bad}']}\n", ["by itself"]),
        ("bad: {means: x, patterns: [{regex: '(', needs: a}]}\n", ["not a regular expression"]),
        ("bad: {means: x, patterns: [{regex: 'a*', needs: a}]}\n", ["matches nothing"]),
        ("bad: {means: x, patterns: [{regex: 'a'}]}\n", ["lacks 'needs'"]),
        ("bad: {means: x, phrases: {a: b}}\n", ["must be a list"]),
    ],
)
def test_a_broken_concept_is_refused(tmp_path: Path, text: str, words: list[str]) -> None:
    found = complaints(tmp_path, concepts__more_yaml=text)
    assert any(all(word in line for word in words) for line in found), found
    assert all(line.startswith("concepts/more.yaml:") for line in found)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('id: "9.10"', "id: 9.10", ["clause id 9.10 is not in quotes"]),
        ('id: "9.10"', 'id: "9.5"', ["stands here twice"]),
        ("modality: must,", "modality: mustn't,", ["modality cannot be"]),
        ("top: stop", "top: loud", ["top cannot be 'loud'"]),
        ('review: "2026-06"', 'review: "June"', ["not a date", "2026-06"]),
        ('reason: "Words."', "why: x", ["lacks 'reason'"]),
    ],
)
def test_a_broken_policy_is_refused(tmp_path: Path, old: str, new: str, words: list[str]) -> None:
    found = complaints(tmp_path, policy_yaml=POLICY.replace(old, new, 1))
    assert any(all(word in line for word in words) for line in found), found


def test_a_broken_organisation_is_refused(tmp_path: Path) -> None:
    found = complaints(tmp_path, organisation_yaml=ORGANISATION.replace("handles:", "handels:"))
    assert any("did you mean 'handles'" in line for line in found), found


def test_every_mistake_is_told_at_once_in_the_order_of_the_files(tmp_path: Path) -> None:
    found = complaints(
        tmp_path,
        **{HERE: rule("short:", "shrt:"), "concepts/z.yaml": "bad: {means: x}\n"},
    )
    assert [line.partition(":")[0] for line in found] == [HERE, HERE, "concepts/z.yaml"]


def test_a_rule_outside_a_folder_of_its_clause_is_refused(tmp_path: Path) -> None:
    found = complaints(tmp_path, stray_yaml=RULE)
    assert any("belongs in a folder" in line for line in found), found


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    found = complaints(tmp_path, concepts__big_yaml="# " + "x" * MOST_BYTES)
    assert any("larger than 2 MiB" in line for line in found), found


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    folder = write(tmp_path, {"concepts/all.yaml": CONCEPTS, HERE: RULE})
    (folder / "concepts" / "latin.yaml").write_bytes(b"a: 1\nb: caf\xe9\n")
    with pytest.raises(RulebookError) as caught:
        load(folder)
    assert [str(p) for p in caught.value.problems] == [
        "concepts/latin.yaml:2:1: these bytes are not UTF-8; save the file as UTF-8"
    ]


def test_a_missing_policy_is_named(tmp_path: Path) -> None:
    folder = write(tmp_path, {})
    (folder / "policy.yaml").unlink()
    with pytest.raises(RulebookError, match=r"policy\.yaml:1:1: the file is missing"):
        load(folder)


def test_nothing_is_read_as_anything_but_text(tmp_path: Path) -> None:
    words = "no on yes 12:30 9.10 null ~"
    folder = write(
        tmp_path,
        {
            "concepts/all.yaml": CONCEPTS.replace("alpha", "no\n    on\n    null"),
            HERE: RULE.replace('"A rule"', words),
        },
    )
    assert load(folder).rules["9.5-disclaimer/a"].title == words


def test_the_digest_changes_with_any_file_and_only_then(tmp_path: Path) -> None:
    folder = write(tmp_path, {"concepts/all.yaml": CONCEPTS, HERE: RULE})
    first = load(folder).digest
    assert load(folder).digest == first
    (folder / "concepts" / "all.yaml").write_text(CONCEPTS + "# a note\n", encoding="utf-8")
    assert load(folder).digest != first
