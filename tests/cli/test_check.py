"""`postcheck check`: what it reads, what it says and how it ends."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from helper import __version__, settings
from helper.web import contract

Run = Callable[..., Any]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("I saw a cow.", 0),
        ("I saw a leopard.", 0),
        ("I saw a zebra.", 1),
        ("I saw a rhino.", 1),
        ("I saw a leopard and a rhino.", 1),
    ],
)
def test_the_exit_code_says_whether_something_is_serious(words: str, code: int, run: Run) -> None:
    assert run("check", words).exit_code == code


def test_a_file_that_exists_is_read_and_anything_else_is_the_draft(
    run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "post.txt"
    file.write_text("A zebra.")

    assert run("check", str(file)).exit_code == 1
    assert run("check", "A cow.").exit_code == 0
    assert run("check", "--text", str(file)).exit_code == 0


def test_words_without_quotation_marks_are_one_draft(run: Run) -> None:
    answer = json.loads(run("check", "a", "tiger", "cub", "--format", "json").stdout)

    assert [finding["range"] for finding in answer["findings"]] == [{"start": 2, "end": 11}]


def test_standard_input_is_read_for_a_dash_and_for_nothing_at_all(run: Run) -> None:
    assert run("check", "-", input="A zebra.").exit_code == 1
    assert run("check", input="A zebra.").exit_code == 1


def test_a_draft_that_begins_with_a_dash_can_be_checked(run: Run, zoo: Path) -> None:
    line = ("check", "--text", "--rules", str(zoo), "--", "-", "--zebra")

    assert run(*line, rules=None).exit_code == 1


def test_a_file_that_is_not_there_is_trouble_and_not_a_draft(run: Run) -> None:
    for name in ("post.txt", "drafts/post", "C:\\post.md"):
        result = run("check", name)
        assert result.exit_code == 2
        assert name in result.stderr
        assert "--text" in result.stderr
    assert run("check", "--text", "post.txt").exit_code == 0


def test_files_and_words_are_not_mixed(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "post.txt"
    file.write_text("A cow.")
    result = run("check", str(file), "words")

    assert result.exit_code == 2
    assert "'words' is not a file" in result.stderr


def test_a_file_that_is_not_utf_8_is_trouble(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "post.txt"
    file.write_bytes(b"caf\xe9")

    result = run("check", str(file))
    assert result.exit_code == 2
    assert "UTF-8" in result.stderr


def test_a_byte_order_mark_does_not_shift_anything(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "post.txt"
    file.write_bytes(b"\xef\xbb\xbfzebra")
    answer = json.loads(run("check", str(file), "--format", "json").stdout)

    assert answer["findings"][0]["range"] == {"start": 0, "end": 5}


def test_json_is_what_the_extension_gets(run: Run) -> None:
    result = run("check", "🙂 a zebra and a leopard", "--format", "json")
    report = json.loads(result.stdout)

    contract.checker("Report")(report)
    assert [(f["severity"], f["range"]["start"]) for f in report["findings"]] == [
        ("warn", 5),
        ("advice", 17),
    ]


def test_several_files_are_told_apart(run: Run, tmp_path: Path) -> None:
    for name, words in (("a.txt", "A cow."), ("b.txt", "A zebra.")):
        (tmp_path / name).write_text(words)
    files = [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]

    result = run("check", *files, "--format", "json")
    assert [(r["source"], r["verdict"]) for r in json.loads(result.stdout)] == [
        (files[0], "clear"),
        (files[1], "warn"),
    ]
    human = run("check", *files)
    assert human.exit_code == 1
    assert human.stdout.index(files[0]) < human.stdout.index(files[1])


def test_the_words_are_underlined_with_carets(run: Run) -> None:
    lines = run("check", "I saw a zebra today.").stdout.splitlines()
    at = next(index for index, line in enumerate(lines) if "I saw a zebra" in line)

    start = lines[at].index("zebra")
    assert lines[at + 1][start:] == "^^^^^"
    assert lines[at + 1][:start].strip() == "│"


def test_carets_stand_right_under_wide_letters_and_after_emoji(run: Run) -> None:
    lines = run("check", "日本 🙂 zebra\tx").stdout.splitlines()
    at = next(index for index, line in enumerate(lines) if "zebra" in line)

    before = lines[at].partition("zebra")[0]
    columns = sum(2 if sign in "日本🙂" else 1 for sign in before)
    assert lines[at + 1].index("^") == columns


def test_the_right_line_of_many_is_shown(run: Run) -> None:
    result = run("check", "one\r\ntwo\rthree\nfour zebra\nfive")

    assert "  4 │ four zebra\n" in result.stdout
    assert "five" not in result.stdout


def test_long_lines_are_cut_round_the_words(run: Run) -> None:
    result = run("check", "word " * 100 + "zebra" + " word" * 100)
    line = next(line for line in result.stdout.splitlines() if "zebra" in line)

    assert len(line) < 110
    assert "…" in line


def test_a_finding_comes_with_clause_message_and_quote(run: Run) -> None:
    said = " ".join(run("check", "A zebra.").stdout.split())

    assert "WARN Choose another animal (clause 9.4)" in said
    assert "You've mentioned stripes, so please think of another animal." in said
    assert "Policy 9.4: “Staff should make it clear" in said
    assert "Rule 9.4-own-behalf/zebra" in said
    assert "Please look at this before you post." in said


def test_colours_are_for_terminals_only(run: Run) -> None:
    assert "\x1b[" not in run("check", "A zebra.").stdout


@pytest.mark.parametrize(("variables", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_on_a_terminal_there_are_colours_unless_they_are_unwanted(
    variables: dict[str, str], coloured: bool, zoo: Path
) -> None:
    ours, theirs = pty.openpty()
    environment = {k: v for k, v in os.environ.items() if k != "NO_COLOR"} | variables
    with subprocess.Popen(
        [sys.executable, "-m", "helper", "check", "A zebra.", "--rules", str(zoo)],
        cwd=Path(__file__).parents[2],
        env=environment,
        stdout=theirs,
        stdin=subprocess.DEVNULL,
    ) as process:
        os.close(theirs)
        shown = b""
        while True:
            try:
                part = os.read(ours, 4096)
            except OSError:
                break
            if not part:
                break
            shown += part
        assert process.wait(20) == 1
    os.close(ours)

    assert (b"\x1b[" in shown) is coloured


def test_a_draft_cannot_command_the_terminal(run: Run) -> None:
    shown = run("check", "\x1b[2J\x07\x9b zebra \x1b]0;title\x07").stdout

    assert not set(shown) & {"\x1b", "\x07", "\x9b"}
    assert "zebra" in shown


def test_half_a_character_does_not_break_the_output(shell: Callable[..., Any], zoo: Path) -> None:
    for style in ("human", "json", "sarif"):
        result = shell(
            "check", "-", "--rules", str(zoo), "--format", style, input="a zebra 🙂".encode()[:-1]
        )
        assert result.returncode == 2
        assert b"Traceback" not in result.stderr
    result = shell("check", "a zebra \udcff", "--rules", str(zoo))
    assert result.returncode == 1
    assert b"Traceback" not in result.stderr


def test_the_circumstances_reach_the_rules(run: Run, own_zoo: Path) -> None:
    file = own_zoo / "9.4-own-behalf" / "zebra.yaml"
    excused = "every: yes\nunless: {context: {kind: [message], account: [official]}}"
    file.write_text(file.read_text().replace("every: yes", excused))

    assert run("check", "A zebra.", rules=own_zoo).exit_code == 1
    assert run("check", "A zebra.", "--kind", "message", rules=own_zoo).exit_code == 0
    assert run("check", "A zebra.", "--account", "official", rules=own_zoo).exit_code == 0
    assert run("check", "A zebra.", "--kind", "poem", rules=own_zoo).exit_code == 2


def test_broken_rules_are_trouble_with_file_line_and_column(run: Run, own_zoo: Path) -> None:
    file = own_zoo / "9.4-own-behalf" / "zebra.yaml"
    file.write_text(file.read_text().replace("present: stripes", "present: strips"))
    result = run("check", "A zebra.", rules=own_zoo)

    assert result.exit_code == 2
    line = file.read_text().splitlines().index("  present: strips") + 1
    assert f"{file}:{line}:" in result.stderr
    assert "did you mean 'stripes'?" in result.stderr


def test_what_cannot_be_finished_in_time_is_not_called_clear(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "BATCH_BUDGET", -1.0)
    result = run("check", "A zebra, a cow and " + "many words " * 500)

    assert result.exit_code == 2
    assert "Not everything was checked" in result.stdout


def test_the_real_rules_are_used_when_none_are_named(shell: Callable[..., Any]) -> None:
    result = shell("check", "A cow stood in a field.", "--format", "json")

    assert result.returncode == 0
    assert json.loads(result.stdout)["verdict"] == "clear"


def test_every_command_has_help(run: Run) -> None:
    for command in (
        (),
        ("check",),
        ("serve",),
        ("policy",),
        ("register",),
        ("unregister",),
        ("rules",),
        ("rules", "list"),
        ("rules", "lint"),
        ("rules", "explain"),
        ("rules", "new"),
    ):
        for option in ("-h", "--help"):
            result = run(*command, option, rules=None)
            assert result.exit_code == 0
            assert result.stdout.startswith("Usage: ")


def test_the_version_is_the_package_s(shell: Callable[..., Any]) -> None:
    assert shell("--version").stdout.decode().strip() == f"postcheck, version {__version__}"


def test_an_unknown_command_is_trouble(shell: Callable[..., Any]) -> None:
    assert shell("chekc").returncode == 2


def test_a_reader_that_goes_early_is_no_trouble(zoo: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "helper", "policy"],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout and process.stderr
        process.stdout.close()
        errors = process.stderr.read()
        process.wait(20)

    assert b"Traceback" not in errors
