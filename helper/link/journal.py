"""The helper's own log: starts, stops and kinds of error. It has no way to hold a draft."""

from __future__ import annotations

import logging
from contextlib import suppress
from pathlib import Path

from helper import settings

LOG = logging.getLogger("postcheck")


def keep(path: Path | None = None) -> None:
    """Sends PostCheck's own log lines to `path`; a full or read-only disk is no trouble.

    Other libraries stay silent: their messages can quote what they were given.
    """
    logging.raiseExceptions = False
    logging.getLogger().addHandler(logging.NullHandler())
    target = path or settings.log_file()
    with suppress(OSError):
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists() and target.stat().st_size > settings.LOG_LIMIT:
            target.write_bytes(b"")
        handler = logging.FileHandler(target, encoding="utf-8")
        handler.setFormatter(logging.Formatter("%(asctime)s %(process)d %(levelname)s %(message)s"))
        LOG.addHandler(handler)
        LOG.setLevel(logging.INFO)
    LOG.propagate = False
