"""Where each browser looks for one person's native-messaging hosts; no administrator is needed.

Sources: Chrome's and Microsoft's "Native messaging" and Mozilla's "Native manifests" pages. A
browser started with `--user-data-dir` looks in that folder instead.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from helper import settings

BROWSERS = ("chromium", "chrome", "edge", "firefox")

_LINUX = {
    "chromium": "chromium",
    "chrome": "google-chrome",
    "edge": "microsoft-edge",
}
_MACOS = {
    "chromium": "Chromium",
    "chrome": "Google/Chrome",
    "edge": "Microsoft Edge",
    "firefox": "Mozilla",
}
_REGISTRY = {
    "chromium": r"Software\Chromium",
    "chrome": r"Software\Google\Chrome",
    "edge": r"Software\Microsoft\Edge",
    "firefox": r"Software\Mozilla",
}


@dataclass(frozen=True, slots=True)
class Place:
    """One browser's place: the folder of the manifest, and the registry key on Windows."""

    browser: str
    folder: Path
    key: str = ""


def place(
    browser: str,
    *,
    home: Path | None = None,
    user_data_dir: Path | None = None,
    platform: str = sys.platform,
) -> Place:
    """Where `browser` looks.

    Args:
        browser: One of `BROWSERS`.
        home: Stands for the person's home folder; for throw-away profiles and tests.
        user_data_dir: A Chromium-family profile folder started with `--user-data-dir`.
        platform: As `sys.platform`.
    """
    if platform == "win32":  # the registry names the manifest, profile or not
        key = rf"{_REGISTRY[browser]}\NativeMessagingHosts"
        return Place(browser, settings.data_folder() / "native-messaging" / browser, key)
    if user_data_dir is not None:
        return Place(browser, user_data_dir / "NativeMessagingHosts")
    root = home or Path.home()
    if platform == "darwin":
        support = root / "Library" / "Application Support"
        return Place(browser, support / _MACOS[browser] / "NativeMessagingHosts")
    if browser == "firefox":
        return Place(browser, root / ".mozilla" / "native-messaging-hosts")
    return Place(browser, _config(home) / _LINUX[browser] / "NativeMessagingHosts")


def _config(home: Path | None) -> Path:
    if home is not None:
        return home / ".config"
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
