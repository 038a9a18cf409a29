"""Registering writes a manifest and a launcher where the browser looks, and takes them back."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
import pytest

from helper.link import names, places, register
from helper.link.places import BROWSERS, place

LINUX = {
    "chromium": ".config/chromium/NativeMessagingHosts",
    "chrome": ".config/google-chrome/NativeMessagingHosts",
    "edge": ".config/microsoft-edge/NativeMessagingHosts",
    "firefox": ".mozilla/native-messaging-hosts",
}
MACOS = {
    "chromium": "Library/Application Support/Chromium/NativeMessagingHosts",
    "chrome": "Library/Application Support/Google/Chrome/NativeMessagingHosts",
    "edge": "Library/Application Support/Microsoft Edge/NativeMessagingHosts",
    "firefox": "Library/Application Support/Mozilla/NativeMessagingHosts",
}
KEYS = {
    "chromium": r"Software\Chromium\NativeMessagingHosts",
    "chrome": r"Software\Google\Chrome\NativeMessagingHosts",
    "edge": r"Software\Microsoft\Edge\NativeMessagingHosts",
    "firefox": r"Software\Mozilla\NativeMessagingHosts",
}


@pytest.mark.parametrize("browser", BROWSERS)
def test_each_browser_is_served_where_it_looks(browser: str, tmp_path: Path) -> None:
    assert place(browser, home=tmp_path, platform="linux").folder == tmp_path / LINUX[browser]
    assert place(browser, home=tmp_path, platform="darwin").folder == tmp_path / MACOS[browser]
    assert place(browser, platform="win32").key == KEYS[browser]


def test_without_a_home_the_person_s_own_settings_folder_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))

    found = place("chromium", platform="linux").folder
    assert found == tmp_path / "settings/chromium/NativeMessagingHosts"
    monkeypatch.delenv("XDG_CONFIG_HOME")
    assert place("chromium", platform="linux").folder == tmp_path / LINUX["chromium"]


def test_the_manifest_lets_in_our_extension_and_nobody_else(tmp_path: Path) -> None:
    chromium = register.manifest("edge", tmp_path / "start.sh")
    firefox = register.manifest("firefox", tmp_path / "start.sh")

    assert chromium["allowed_origins"] == [f"chrome-extension://{names.CHROMIUM_IDS[0]}/"]
    assert firefox["allowed_extensions"] == ["postcheck@postcheck.app"]
    assert "allowed_extensions" not in chromium
    assert "allowed_origins" not in firefox
    for manifest in (chromium, firefox):
        assert manifest["name"] == "app.postcheck.helper"
        assert manifest["type"] == "stdio"
        assert Path(manifest["path"]).is_absolute()


@pytest.mark.parametrize("browser", BROWSERS)
def test_what_is_registered_really_starts(
    browser: str, tmp_path: Path, browse: Callable[..., Any], request_to: Callable[..., Any]
) -> None:
    """From the manifest that the browser reads to a report, as the browser would go."""
    (done,) = register.register([place(browser, home=tmp_path / "it's a home")])
    manifest = json.loads(done.manifest.read_text("utf-8"))
    arguments = (
        [str(done.manifest), names.FIREFOX_ID]
        if browser == "firefox"
        else [manifest["allowed_origins"][0]]
    )
    started = browse(*arguments, command=[manifest["path"]])
    ready = started.meet()

    assert request_to(ready, body={"text": "Hello"})[0] == 200
    line = psutil.Process(started.process.pid).cmdline()
    assert line[:2] == [sys.executable, "-I"]  # the shell has become it: nothing in between
    assert started.end() == 0


def test_the_launcher_is_this_python_in_isolation() -> None:
    text = register.launcher("linux")

    assert text.startswith("#!/bin/sh\nexec ")
    assert f"{sys.executable} -I -c" in text
    assert text.endswith('host "$@"\n')


def test_a_folder_in_the_way_or_a_hostile_variable_changes_nothing(
    tmp_path: Path, browse: Callable[..., Any]
) -> None:
    (tmp_path / "helper").mkdir()
    (tmp_path / "helper" / "__init__.py").write_text("raise SystemExit(99)")
    (tmp_path / "flask.py").write_text("raise SystemExit(98)")
    (done,) = register.register([place("chromium", home=tmp_path)])
    trap = {"cwd": tmp_path, "PYTHONPATH": str(tmp_path), "PYTHONHOME": ""}
    plain = [sys.executable, "-m", "helper", "host"]

    assert browse(command=plain, **trap).process.wait(10) == 99
    assert browse(command=[str(done.launcher)], **trap).meet()["type"] == "ready"


def test_on_windows_the_launcher_survives_signs_that_cmd_reads_its_own_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "executable", r"C:\Users\O'Brien 100%\python.exe")
    text = register.launcher("win32")

    assert text.startswith("@echo off\r\nchcp 65001 >nul\r\n")
    assert r'"C:\Users\O' in text
    assert "100%%" in text
    assert text.endswith("host %*\r\n")


def test_only_the_owner_may_change_what_was_written(tmp_path: Path) -> None:
    (done,) = register.register([place("chromium", home=tmp_path)])

    assert done.launcher.stat().st_mode & 0o777 == 0o755
    assert done.manifest.stat().st_mode & 0o777 == 0o644
    assert sorted(path.name for path in done.manifest.parent.iterdir()) == [
        "app.postcheck.helper.json",
        "app.postcheck.helper.sh",
    ]


def test_registering_twice_changes_nothing(tmp_path: Path) -> None:
    spot = place("firefox", home=tmp_path)

    assert [each.done for each in register.register([spot])] == ["written"]
    assert [each.done for each in register.register([spot])] == ["unchanged"]


def test_registering_mends_what_is_out_of_date(tmp_path: Path) -> None:
    spot = place("firefox", home=tmp_path)
    (done,) = register.register([spot])
    done.launcher.write_text("#!/bin/sh\nexec /gone/python\n")

    assert [each.done for each in register.register([spot])] == ["written"]
    assert "/gone/" not in done.launcher.read_text()


def test_unregistering_takes_our_files_and_no_others(tmp_path: Path) -> None:
    spot = place("chrome", home=tmp_path)
    register.register([spot])
    other = spot.folder / "org.keepassxc.json"
    other.write_text("{}")

    assert [each.done for each in register.unregister([spot])] == ["removed"]
    assert list(spot.folder.iterdir()) == [other]
    assert [each.done for each in register.unregister([spot])] == ["absent"]


def test_an_empty_folder_goes_too(tmp_path: Path) -> None:
    spot = place("chrome", home=tmp_path)
    register.register([spot])
    register.unregister([spot])

    assert not spot.folder.exists()


def test_a_dry_run_touches_nothing(tmp_path: Path) -> None:
    spots = [place(browser, home=tmp_path) for browser in BROWSERS]

    assert {each.done for each in register.register(spots, dry_run=True)} == {"written"}
    assert list(tmp_path.iterdir()) == []
    register.register(spots)
    before = sorted(tmp_path.rglob("*"))
    assert {each.done for each in register.unregister(spots, dry_run=True)} == {"removed"}
    assert sorted(tmp_path.rglob("*")) == before


def test_windows_files_stay_off_roaming_profiles(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, Any]] = []

    def user_data_path(app: str, **options: Any) -> Path:
        asked.append(options)
        return Path("data")

    monkeypatch.setattr(places.settings.platformdirs, "user_data_path", user_data_path)
    folder = place("edge", platform="win32").folder

    assert folder == Path("data") / "native-messaging" / "edge"
    assert asked == [{"appauthor": False, "roaming": False}]
    assert os.sep in str(folder)
