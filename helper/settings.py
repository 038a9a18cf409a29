"""Every limit and folder of the helper, in one place; none can be switched off from outside."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import platformdirs

APP = "postcheck"
HOST = "127.0.0.1"  # the literal, never a name: a name can resolve elsewhere
API_MIN = 1
API_MAX = 1

BODY_LIMIT = 64 * 1024  # bytes of one request
BODY_READ = 256 * 1024  # bytes read before a larger body is refused, so that the refusal arrives
HEADER_LIMIT = 16 * 1024  # bytes of one request's head
DEPTH_LIMIT = 16  # nested lists and objects; the deepest honest request has four

LIVE_BUDGET = 0.25  # seconds the rules may take while somebody is typing
BATCH_BUDGET = 2.0  # seconds per draft where nobody waits for the underline

LOG_LIMIT = 1024 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class Rate:
    """How many requests are served: `per_second` in the long run, `burst` at once."""

    per_second: float
    burst: int


BROWSER_RATE = Rate(per_second=30, burst=60)  # a person types; a page gone wild is held here
SCRIPT_RATE = Rate(per_second=500, burst=1000)  # `postcheck serve`, for people who script it


def data_folder() -> Path:
    """The person's own folder for what `register` writes on Windows; never a roaming one."""
    return platformdirs.user_data_path(APP, appauthor=False, roaming=False)


def log_file() -> Path:
    """Where the browser-started helper notes starts, stops and kinds of error. Never a draft."""
    return platformdirs.user_log_path(APP, appauthor=False) / "helper.log"
