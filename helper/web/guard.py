"""What every request must pass, cheap checks first.

The Host header and the token are the locks; everything else is depth. Each check takes the request
and the helper's locks and raises `ProblemError`; `CHECKS` holds them in order.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, NoReturn

from flask import Flask, Request, g, request
from werkzeug.exceptions import MethodNotAllowed

from helper import settings
from helper.web import body, problems
from helper.web.access import Access
from helper.web.problems import ProblemError
from helper.web.rate import Bucket

OPEN = frozenset(
    {"pages.tryout", "pages.tryout_asset"}
)  # endpoints without a token: static files only
METHODS = frozenset({"GET", "POST"})
BODIES = {"v1.check": "CheckRequest"}  # endpoints with a body, and its schema


@dataclass(frozen=True, slots=True)
class Gate:
    """The locks and the bucket of one application."""

    access: Access
    bucket: Bucket = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "bucket", Bucket(self.access.rate))


Check = Callable[[Request, Gate], None]


def peer(request: Request, gate: Gate) -> None:
    """Only this computer."""
    if request.remote_addr != settings.HOST:
        raise ProblemError(problems.FORBIDDEN)


def host(request: Request, gate: Gate) -> None:
    """Exactly one Host header, exactly ours; DNS rebinding ends here.

    The server joins repeated headers with a comma, so two Hosts can never equal one. A request
    target with an authority of its own (`GET http://other/ HTTP/1.1`) would outrank the header.
    """
    target = request.environ.get("REQUEST_URI", "")
    if request.environ.get("HTTP_HOST") != gate.access.host or not _is_path(target):
        raise ProblemError(problems.FORBIDDEN)


def route(request: Request, gate: Gate) -> None:
    """Only the addresses and methods that exist; OPTIONS only as a paired extension's preflight."""
    exception = request.routing_exception
    if isinstance(exception, MethodNotAllowed):
        _refuse_method(exception.valid_methods or ())
    if exception is not None:
        raise exception
    known = request.url_rule.methods or set() if request.url_rule else set()
    if request.method == "OPTIONS":
        wanted = request.environ.get("HTTP_ACCESS_CONTROL_REQUEST_METHOD")
        if request.origin not in gate.access.paired or wanted not in METHODS & known:
            _refuse_method(known)
    elif request.method not in METHODS:
        _refuse_method(known)


def fetch_site(request: Request, gate: Gate) -> None:
    """Browsers say where a request comes from: our background is `none` or `same-origin`.

    Two more may pass: a paired extension whose host permission was taken away counts as cross-site,
    and so does a person who follows a link to the try-out page.
    """
    site = request.environ.get("HTTP_SEC_FETCH_SITE")
    if site in (None, "none", "same-origin"):
        return
    if site == "cross-site" and request.origin in gate.access.paired:
        return
    visits = request.environ.get("HTTP_SEC_FETCH_DEST") == "document"
    if request.endpoint == "pages.tryout" and visits:
        return
    raise ProblemError(problems.FORBIDDEN)


def origin(request: Request, gate: Gate) -> None:
    """An Origin, if there is one, must be ours by exact comparison; `null` never is."""
    named = request.environ.get("HTTP_ORIGIN")
    if named is not None and not gate.access.admits(named):
        raise ProblemError(problems.FORBIDDEN)


def content_type(request: Request, gate: Gate) -> None:
    """A body is JSON in UTF-8: a web page cannot send that without a preflight."""
    if not _has_body(request):
        return
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    if request.mimetype != "application/json" or charset != "utf-8":
        raise ProblemError(problems.NOT_JSON_TYPE)


def content_length(request: Request, gate: Gate) -> None:
    """A body says how long it is, keeps within the limit, and comes only where one belongs."""
    length = request.environ.get("CONTENT_LENGTH") or ""
    if not _has_body(request):
        if length not in ("", "0"):
            raise ProblemError(problems.BAD_REQUEST)
    elif not (length.isascii() and length.isdigit()):
        raise ProblemError(problems.NO_LENGTH)
    elif int(length) > settings.BODY_LIMIT:
        raise ProblemError(problems.BODY_TOO_LARGE, limit=settings.BODY_LIMIT)


def transfer_encoding(request: Request, gate: Gate) -> None:
    """No Transfer-Encoding, which is how requests are smuggled; see also `server.Parser`."""
    if "HTTP_TRANSFER_ENCODING" in request.environ:
        raise ProblemError(problems.BAD_REQUEST)


def token(request: Request, gate: Gate) -> None:
    """The bearer token of this run, compared in constant time. A preflight cannot carry one."""
    if request.endpoint in OPEN or request.method == "OPTIONS":
        return
    header = request.environ.get("HTTP_AUTHORIZATION", "")
    expected = f"Bearer {gate.access.token}"
    if not hmac.compare_digest(header.encode("latin-1", "replace"), expected.encode("latin-1")):
        raise ProblemError(problems.NO_TOKEN, headers={"WWW-Authenticate": "Bearer"})


def nesting(request: Request, gate: Gate) -> None:
    """A body is not nested deeply enough to trouble a parser."""
    if _has_body(request):
        body.shallow(request.get_data())


def schema(request: Request, gate: Gate) -> None:
    """A body is JSON of the shape that the OpenAPI document gives it."""
    if _has_body(request):
        body.conform(payload(request), BODIES[str(request.endpoint)])


def rate(request: Request, gate: Gate) -> None:
    """Not more than the computer can bear; last, so that strangers cannot use up our share."""
    if not gate.bucket.take():
        raise ProblemError(problems.TOO_MANY, headers={"Retry-After": "1"})


CHECKS: tuple[Check, ...] = (
    peer,
    host,
    route,
    fetch_site,
    origin,
    content_type,
    content_length,
    transfer_encoding,
    token,
    nesting,
    schema,
    rate,
)


def install(app: Flask, access: Access) -> None:
    """Puts every check before every request of `app`."""
    gate = Gate(access)

    @app.before_request
    def guard() -> None:
        for check in CHECKS:
            check(request, gate)


def payload(request: Request) -> Any:
    """The request's JSON, parsed once.

    Raises:
        ProblemError: 400 where it is not JSON.
    """
    if "payload" not in g:
        g.payload = body.parse(request.get_data())
    return g.payload


def _has_body(request: Request) -> bool:
    return request.endpoint in BODIES and request.method != "OPTIONS"


def _is_path(target: Any) -> bool:
    return isinstance(target, str) and target.startswith("/") and not target.startswith("//")


def _refuse_method(known: Iterable[str]) -> NoReturn:
    allowed = ", ".join(sorted(METHODS.intersection(known)))
    raise ProblemError(problems.NO_METHOD, headers={"Allow": allowed})
