"""`postcheck register` and `unregister` as a person or a script calls them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def test_by_default_every_browser_is_registered_and_taken_back(run: Run, tmp_path: Path) -> None:
    result = run("register", "--home", str(tmp_path), rules=None)
    assert result.exit_code == 0
    assert [line.split()[0] for line in result.stdout.splitlines()] == [
        "chromium",
        "chrome",
        "edge",
        "firefox",
    ]
    assert len(list(tmp_path.rglob("app.postcheck.helper.json"))) == 4

    assert run("unregister", "--home", str(tmp_path), rules=None).exit_code == 0
    assert list(tmp_path.rglob("app.postcheck.helper*")) == []


def test_scripts_are_told_where_everything_is(run: Run, tmp_path: Path) -> None:
    result = run("register", "--browser", "firefox", "--home", str(tmp_path), "--json", rules=None)
    (row,) = json.loads(result.stdout)

    assert row["browser"] == "firefox"
    assert row["done"] == "written"
    assert json.loads(Path(row["manifest"]).read_text())["path"] == row["launcher"]


def test_a_throw_away_profile_is_registered_inside_itself(run: Run, tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    result = run("register", "--user-data-dir", str(profile), "--json", rules=None)
    (row,) = json.loads(result.stdout)

    assert row["manifest"] == str(profile / "NativeMessagingHosts" / "app.postcheck.helper.json")
    assert Path(row["launcher"]).parent == profile / "NativeMessagingHosts"


def test_a_relative_folder_becomes_a_whole_path(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (row,) = json.loads(run("register", "--user-data-dir", "profile", "--json", rules=None).stdout)

    assert Path(row["launcher"]).is_absolute()
    assert Path(json.loads(Path(row["manifest"]).read_text())["path"]).is_absolute()


def test_a_dry_run_says_what_would_be_and_does_nothing(run: Run, tmp_path: Path) -> None:
    result = run("register", "--home", str(tmp_path), "--dry-run", rules=None)

    assert result.stdout.startswith("Nothing was changed.")
    assert list(tmp_path.iterdir()) == []


def test_firefox_has_no_such_folder(run: Run, tmp_path: Path) -> None:
    result = run("register", "--browser", "firefox", "--user-data-dir", str(tmp_path), rules=None)

    assert result.exit_code == 2
    assert "--home" in result.stderr


def test_a_place_that_cannot_be_written_is_trouble(run: Run, tmp_path: Path) -> None:
    (tmp_path / "NativeMessagingHosts").write_text("a file in the way")
    result = run("register", "--user-data-dir", str(tmp_path), rules=None)

    assert result.exit_code == 2
    assert "cannot be changed" in result.stderr
