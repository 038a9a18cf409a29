"""`postcheck rules` and `postcheck policy`: for whoever looks after the policy."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from helper.rulebook import find_rules, load

Run = Callable[..., Any]


def test_the_list_names_every_rule_with_clause_and_level(run: Run) -> None:
    lines = run("rules", "list").stdout.splitlines()

    assert [line.split()[:3] for line in lines] == [
        ["7.1-speaking/rhino", "stop", "7.1"],
        ["9.4-own-behalf/zebra", "warn", "9.4"],
        ["9.5-disclaimer/leopard", "advice", "9.5"],
    ]


def test_the_list_for_scripts_is_json(run: Run) -> None:
    listed = json.loads(run("rules", "list", "--json").stdout)

    assert listed[0]["id"] == "7.1-speaking/rhino"
    assert listed[0]["examples"]["passes"] == ["I saw a cow today."]


def test_lint_is_content_with_good_rules(run: Run, zoo: Path) -> None:
    assert run("rules", "lint").stdout.startswith("All well: ")
    assert run("rules", "lint", str(zoo), rules=None).exit_code == 0


def edit(folder: Path, old: str, new: str) -> tuple[Path, int]:
    """Changes the zebra rule; gives the file and the line of the change."""
    file = folder / "9.4-own-behalf" / "zebra.yaml"
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))
    return file, text[: text.index(old)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ("message:", "massage:", "message"),
        ("present: stripes", "present: strips", "stripes"),
        ('clauses: ["9.4"]', 'clauses: ["9.44"]', "9.4"),
        ("confidence: high", "confidence: hihg", "high"),
    ],
)
def test_lint_names_file_line_and_column_and_what_to_write(
    old: str, new: str, hint: str, run: Run, own_zoo: Path
) -> None:
    file, line = edit(own_zoo, old, new)
    result = run("rules", "lint", rules=own_zoo)

    assert result.exit_code == 2
    complaint = next(each for each in result.stderr.splitlines() if f"{file}:{line}:" in each)
    assert hint in complaint


def test_lint_tries_each_rule_on_its_own_examples(run: Run, own_zoo: Path) -> None:
    file, line = edit(own_zoo, "[[zebra]]", "[[horse]]")
    result = run("rules", "lint", rules=own_zoo)
    assert result.exit_code == 2
    assert f"{file}:{line}:1: the rule does not flag this example" in result.stderr

    edit(own_zoo, "[[horse]]", "zebra [[today]]")
    assert "underlines other words here: 'zebra'" in run("rules", "lint", rules=own_zoo).stderr

    edit(own_zoo, "a zebra [[today]]", "[[zebra]]")
    file, line = edit(own_zoo, "I saw a cow today.", "A tiger cub.")
    assert (
        f"{file}:{line}:1: the rule flags this example, which it should let pass"
        in run("rules", "lint", rules=own_zoo).stderr
    )


def test_the_real_rules_pass_lint(run: Run) -> None:
    result = run("rules", "lint", rules=None)

    assert result.exit_code == 0, result.stderr


def test_a_rule_is_explained_in_words(run: Run) -> None:
    said = run("rules", "explain", "9.4-own-behalf/zebra").stdout

    for words in (
        "Mentions stripes",
        "warn, high confidence, live",
        "stripes (an animal with stripes)",
        "Choose another animal",
        "Clause 9.4:",
        "I saw a zebra today.",
        "I saw a cow today.",
    ):
        assert words in said


def test_every_real_rule_can_be_explained(run: Run) -> None:
    for id in load(find_rules()).rules:
        assert run("rules", "explain", id, rules=None).exit_code == 0


def test_a_wrong_id_gets_the_nearest_right_one(run: Run) -> None:
    result = run("rules", "explain", "9.4-own-behalf/zebar")

    assert result.exit_code == 2
    assert "Did you mean 9.4-own-behalf/zebra?" in result.stderr


def test_a_new_rule_lints_but_for_what_is_still_to_write(run: Run, own_zoo: Path) -> None:
    made = run("rules", "new", "9.4", "Speaks for Bears!", rules=own_zoo)
    file = own_zoo / "9.4-own-behalf" / "speaks-for-bears.yaml"
    assert made.exit_code == 0
    assert made.stdout.splitlines()[0] == str(file)

    complaints = run("rules", "lint", rules=own_zoo).stderr.splitlines()[1:]
    written = file.read_text().splitlines()
    blamed = {written[int(line.split(":")[1]) - 1].strip() for line in complaints}
    assert blamed == {'title: ""', 'present: ""', 'message: ""', 'short: ""', '- ""'}

    text = file.read_text()
    for empty, full in (
        ('title: ""', "title: Speaks for bears"),
        ('present: ""', "present: stripes"),
        ('message: ""', "message: You speak for bears, so please let them speak."),
        ('short: ""', "short: Let bears speak"),
        ('flags:\n    - ""', 'flags:\n    - "A [[zebra]]."'),
        ('passes:\n    - ""', 'passes:\n    - "A cow."'),
    ):
        assert empty in text
        text = text.replace(empty, full)
    file.write_text(text)
    assert load(own_zoo).rules["9.4-own-behalf/speaks-for-bears"].clauses == ("9.4",)


def test_a_new_rule_can_be_begun_under_every_clause_of_the_policy(run: Run, own_zoo: Path) -> None:
    for clause in load(own_zoo).policy.clauses:
        assert run("rules", "new", clause, "try it", rules=own_zoo).exit_code == 0
        made = list(own_zoo.glob(f"{clause}-*/try-it.yaml"))
        assert len(made) == 1
        complaints = run("rules", "lint", rules=own_zoo).stderr.splitlines()[1:]
        assert {line.split(":")[0] for line in complaints} == {str(made[0])}
        made[0].unlink()


def test_a_new_rule_goes_into_a_folder_of_its_clause(run: Run, own_zoo: Path) -> None:
    run("rules", "new", "4.1.1", "secrets", rules=own_zoo)

    (made,) = own_zoo.glob("4.1.1-*/secrets.yaml")
    assert made.parent.name.startswith("4.1.1-")


def test_a_rule_that_is_there_is_not_written_over(run: Run, own_zoo: Path) -> None:
    before = (own_zoo / "9.4-own-behalf" / "zebra.yaml").read_text()
    result = run("rules", "new", "9.4", "zebra", rules=own_zoo)

    assert result.exit_code == 2
    assert (own_zoo / "9.4-own-behalf" / "zebra.yaml").read_text() == before


@pytest.mark.parametrize(("clause", "name"), [("9.44", "bears"), ("9.4", "!!!"), ("9.4", "../..")])
def test_a_new_rule_needs_a_clause_and_a_name(
    clause: str, name: str, run: Run, own_zoo: Path
) -> None:
    before = sorted(own_zoo.rglob("*"))

    assert run("rules", "new", clause, name, rules=own_zoo).exit_code == 2
    assert sorted(own_zoo.rglob("*")) == before


def test_a_clause_is_shown_with_its_rules(run: Run) -> None:
    said = run("policy", "9.4").stdout

    assert "speaking on" in said
    assert "How strongly it binds: should" in said
    assert "9.4-own-behalf/zebra  Mentions stripes" in said


def test_every_clause_can_be_shown(run: Run, zoo: Path) -> None:
    listed = run("policy").stdout
    for id, clause in load(zoo).policy.clauses.items():
        assert f"  {id} " in listed
        said = " ".join(run("policy", id).stdout.split())
        assert " ".join(clause.text.split()) in said


def test_a_wrong_clause_gets_the_nearest_right_one(run: Run) -> None:
    result = run("policy", "9.55")

    assert result.exit_code == 2
    assert "Did you mean 9.5?" in result.stderr
