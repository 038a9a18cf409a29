"""From the wire's check request to the engine's Draft."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from helper.engine.model import Account, Draft


class BadMomentError(ValueError):
    """`context.now` is not an ISO 8601 date and time."""


def from_wire(text: str, context: Mapping[str, Any]) -> Draft:
    """The draft that a request describes; what it leaves out gets the engine's own defaults.

    Args:
        text: The words, exactly as received.
        context: A value that has passed the Context schema.

    Raises:
        BadMomentError: `now` cannot be read.
    """
    account = context.get("account", {})
    limit = context.get("limit")
    return Draft(
        text=text,
        site=context.get("site", ""),
        kind=context.get("kind", "post"),
        thread=context.get("thread") or "",
        attachments=tuple(context.get("attachments", ())),
        audience=context.get("audience", "unknown"),
        account=Account(
            kind=account.get("kind", "unknown"),
            bio_disclaimer=account.get("bio_disclaimer", False),
            on_break=account.get("on_break", False),
        ),
        limit=None if limit is None else int(limit),  # JSON's 280.0 is an integer too
        now=_moment(context.get("now")),
        device=context.get("device", "unknown"),
    )


def _moment(written: str | None) -> datetime | None:
    if not written:
        return None
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        raise BadMomentError from None
