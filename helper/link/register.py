"""Tells browsers where the helper is, and takes it back: a manifest and a small launcher each."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helper.link import names
from helper.link.places import Place

if sys.platform == "win32":
    from helper.link import registry

# Isolated mode keeps PYTHON* variables and the current folder out of it. The package's own folder
# is then named by the launcher, so that a wheel and a clone start the same way.
_START = "import sys; sys.path.append(sys.argv.pop(1)); from helper.cli import main; main()"


@dataclass(frozen=True, slots=True)
class Registration:
    """What was done, or would be, for one browser."""

    browser: str
    manifest: Path
    launcher: Path
    done: str  # written, unchanged, removed, absent


def manifest(browser: str, launcher: Path) -> dict[str, Any]:
    """The native-messaging manifest for one browser; `launcher` has to be an absolute path."""
    document: dict[str, Any] = {
        "name": names.HOST_NAME,
        "description": names.DESCRIPTION,
        "path": str(launcher),
        "type": "stdio",
    }
    if browser == "firefox":
        document["allowed_extensions"] = [names.FIREFOX_ID]
    else:
        document["allowed_origins"] = [f"{origin}/" for origin in names.CHROMIUM_ORIGINS]
    return document


def launcher(platform: str = sys.platform) -> str:
    """The launcher's text: this very Python, this very package."""
    root = str(Path(__file__).resolve().parents[2])
    command = [sys.executable, "-I", "-c", _START, root, "host"]
    if platform == "win32":
        line = subprocess.list2cmdline(command).replace("%", "%%")
        return f"@echo off\r\nchcp 65001 >nul\r\n{line} %*\r\n"
    return f'#!/bin/sh\nexec {shlex.join(command)} "$@"\n'


def register(places: Iterable[Place], *, dry_run: bool = False) -> list[Registration]:
    """Writes manifest and launcher for each place, the manifest last and in one step.

    Raises:
        OSError: A file cannot be written.
    """
    return [_register(place, dry_run=dry_run) for place in places]


def unregister(places: Iterable[Place], *, dry_run: bool = False) -> list[Registration]:
    """Removes what `register` wrote and nothing else.

    Raises:
        OSError: A file cannot be removed.
    """
    return [_unregister(place, dry_run=dry_run) for place in places]


def _register(place: Place, *, dry_run: bool) -> Registration:
    target, script = _files(place)
    texts = {
        script: launcher(),
        target: json.dumps(manifest(place.browser, script), indent=2) + "\n",
    }
    if all(_holds(path, text) for path, text in texts.items()) and not place.key:
        return Registration(place.browser, target, script, "unchanged")
    if not dry_run:
        place.folder.mkdir(parents=True, exist_ok=True)
        for path, text in texts.items():
            _replace(path, text, executable=path == script)
        if sys.platform == "win32":
            registry.point(place.key, target)
    return Registration(place.browser, target, script, "written")


def _unregister(place: Place, *, dry_run: bool) -> Registration:
    target, script = _files(place)
    present = target.exists() or script.exists()
    if not dry_run:
        target.unlink(missing_ok=True)
        script.unlink(missing_ok=True)
        if sys.platform == "win32":
            registry.forget(place.key)
        with suppress(OSError):  # others may have hosts here
            place.folder.rmdir()
    return Registration(place.browser, target, script, "removed" if present else "absent")


def _files(place: Place) -> tuple[Path, Path]:
    folder = place.folder.absolute()
    ending = ".bat" if os.name == "nt" else ".sh"
    return folder / f"{names.HOST_NAME}.json", folder / f"{names.HOST_NAME}{ending}"


def _holds(path: Path, text: str) -> bool:
    try:
        return path.read_bytes() == text.encode("utf-8")
    except OSError:
        return False


def _replace(path: Path, text: str, *, executable: bool) -> None:
    """Swaps the file in one step, so that a browser never reads half of it."""
    fresh = path.with_name(f"{path.name}.new")
    fresh.write_bytes(text.encode("utf-8"))
    fresh.chmod(0o755 if executable else 0o644)
    fresh.replace(path)
