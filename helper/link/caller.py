"""Who started us: a browser names the extension on the command line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from helper.link import names


class StrangerError(Exception):
    """The command line does not name our extension."""


@dataclass(frozen=True, slots=True)
class Caller:
    """The extension's browser family, and its origin where the command line tells."""

    family: str  # chromium, firefox
    origin: str | None


def identify(arguments: Sequence[str]) -> Caller:
    """The caller, out of the arguments after `host`.

    Chromium passes the origin (`chrome-extension://<id>/`) and, on Windows, `--parent-window=`;
    Firefox passes the manifest's path and then the add-on's id.

    Raises:
        StrangerError: Neither is ours. The browser has checked too; this is a second lock.
    """
    words = [word for word in arguments if not word.startswith("--parent-window")]
    if len(words) == 1 and words[0].endswith("/") and words[0][:-1] in names.CHROMIUM_ORIGINS:
        return Caller("chromium", words[0][:-1])
    if len(words) == 2 and words[1] == names.FIREFOX_ID:
        return Caller("firefox", None)
    raise StrangerError
