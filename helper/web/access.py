"""Who may call the helper: the facts the guard compares every request with."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, field

from helper import settings

_FIREFOX_ORIGIN = re.compile(
    r"moz-extension://[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
)
_CHROMIUM_ORIGIN = re.compile(r"chrome-extension://[a-p]{32}")


def is_firefox_origin(origin: str) -> bool:
    """Whether `origin` has exactly the shape Firefox gives an extension (a UUID per install)."""
    return _FIREFOX_ORIGIN.fullmatch(origin) is not None


def is_extension_origin(origin: str) -> bool:
    """Whether `origin` has exactly the shape of a Chromium or Firefox extension's origin."""
    return is_firefox_origin(origin) or _CHROMIUM_ORIGIN.fullmatch(origin) is not None


def new_token() -> str:
    """A fresh 256-bit token for one run of the helper; it is never written to disk."""
    return secrets.token_urlsafe(32)


@dataclass(frozen=True, slots=True)
class Access:
    """The locks of one running helper.

    Attributes:
        port: The port the server is bound to; part of the only Host header accepted.
        token: What every call to /v1 must carry as a bearer token.
        paired: Origins of the extension that started us; CORS speaks to these and no others.
        listed: Further origins that may call, by exact string; they get no CORS headers.
        any_firefox: Whether any well-formed Firefox extension origin may call (the token still
            decides); needed where the browser has not told us which UUID is ours.
        tryout: Whether the try-out page is served, and may call from its own origin.
        rate: How many requests are served.
    """

    port: int
    token: str = field(repr=False)
    paired: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    any_firefox: bool = False
    tryout: bool = False
    rate: settings.Rate = settings.BROWSER_RATE

    @property
    def host(self) -> str:
        """The one Host header that is ours."""
        return f"{settings.HOST}:{self.port}"

    @property
    def own_origin(self) -> str:
        """The origin of the try-out page."""
        return f"http://{self.host}"

    def admits(self, origin: str) -> bool:
        """Whether a request that names this Origin may go on to the next check."""
        return (
            origin in self.paired
            or origin in self.listed
            or (self.any_firefox and is_firefox_origin(origin))
            or (self.tryout and origin == self.own_origin)
        )
