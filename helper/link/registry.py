"""The Windows registry, where browsers look up hosts: a key's default value is the manifest."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

from helper.link import names

assert sys.platform == "win32"  # noqa: S101 (it is how mypy learns which platform this is for)

import winreg  # noqa: E402


def point(key: str, manifest: Path) -> None:
    """Makes our name under `key` (of the present user) say where the manifest is."""
    with winreg.CreateKey(winreg.HKEY_CURRENT_USER, rf"{key}\{names.HOST_NAME}") as handle:
        winreg.SetValueEx(handle, "", 0, winreg.REG_SZ, str(manifest))


def forget(key: str) -> None:
    """Removes our name under `key`, if it is there."""
    with suppress(FileNotFoundError):
        winreg.DeleteKey(winreg.HKEY_CURRENT_USER, rf"{key}\{names.HOST_NAME}")
