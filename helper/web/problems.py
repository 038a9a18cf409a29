"""Every error of the helper in one shape: problem+json (RFC 9457), never with words of a draft."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from types import TracebackType
from typing import Any

from flask import Flask, Response
from werkzeug.exceptions import HTTPException

LOG = logging.getLogger("postcheck.web")

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of problem: its status, its name in the `type` member, its words."""

    status: HTTPStatus
    name: str
    detail: str = ""


NOT_JSON = Kind(HTTPStatus.BAD_REQUEST, "not-json", "The request's body is not JSON.")
TOO_DEEP = Kind(HTTPStatus.BAD_REQUEST, "too-deep", "The request's body is nested too deeply.")
BAD_REQUEST = Kind(HTTPStatus.BAD_REQUEST, "bad-request", "The request cannot be read.")
NO_TOKEN = Kind(
    HTTPStatus.UNAUTHORIZED, "no-token", "Send this run's token: Authorization: Bearer <token>."
)
FORBIDDEN = Kind(HTTPStatus.FORBIDDEN, "forbidden", "This request is not one the helper answers.")
NOT_FOUND = Kind(HTTPStatus.NOT_FOUND, "not-found", "There is nothing here.")
NO_METHOD = Kind(HTTPStatus.METHOD_NOT_ALLOWED, "method", "This address does not take that method.")
NO_LENGTH = Kind(HTTPStatus.LENGTH_REQUIRED, "no-length", "The request needs a Content-Length.")
BODY_TOO_LARGE = Kind(
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "body-too-large",
    "The request is over `limit` bytes.",
)
TEXT_TOO_LONG = Kind(
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "text-too-long",
    "The draft is longer than `limit` characters.",
)
NOT_JSON_TYPE = Kind(
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "media-type", "Send the body as application/json in UTF-8."
)
WRONG_SHAPE = Kind(
    HTTPStatus.UNPROCESSABLE_ENTITY, "wrong-shape", "The request does not have the agreed shape."
)
TOO_MANY = Kind(HTTPStatus.TOO_MANY_REQUESTS, "too-many", "Too many requests; wait a second.")
UNEXPECTED = Kind(
    HTTPStatus.INTERNAL_SERVER_ERROR, "unexpected", "The helper failed; the draft was not checked."
)

_BY_STATUS = {
    kind.status.value: kind
    for kind in (BAD_REQUEST, FORBIDDEN, NOT_FOUND, NO_METHOD, NO_LENGTH, BODY_TOO_LARGE)
}


class ProblemError(Exception):
    """Raised anywhere in a request to answer with this problem.

    Args:
        kind: What went wrong.
        headers: Further response headers.
        members: Further members of the body (`errors`, `limit`); never text from the draft.
    """

    def __init__(
        self, kind: Kind, *, headers: Mapping[str, str] | None = None, **members: Any
    ) -> None:
        super().__init__(kind.name)
        self.kind = kind
        self.headers = dict(headers or {})
        self.members = members


def body(kind: Kind, **members: Any) -> bytes:
    """The problem as JSON, ASCII only."""
    document: dict[str, Any] = {
        "type": f"/problems/{kind.name}",
        "title": kind.status.phrase,
        "status": kind.status.value,
    }
    if kind.detail:
        document["detail"] = kind.detail
    return json.dumps(document | members, separators=(",", ":")).encode("ascii")


def install(app: Flask) -> None:
    """Makes `app` answer every failure, expected or not, as a problem."""
    app.register_error_handler(ProblemError, _from_problem)
    app.register_error_handler(HTTPException, _from_http)
    app.register_error_handler(Exception, _from_anything)


def kind_for(status: int) -> Kind:
    """The problem that stands for a bare HTTP status."""
    try:
        known = HTTPStatus(status)
    except ValueError:
        return UNEXPECTED
    return _BY_STATUS.get(status) or Kind(known, known.phrase.lower().replace(" ", "-"))


def where(trace: TracebackType | None) -> str:
    """The innermost `file:line` of a traceback: a log may say no more, as messages quote."""
    place = "?"
    while trace is not None:
        place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place


def _from_problem(error: ProblemError) -> Response:
    response = Response(
        body(error.kind, **error.members), error.kind.status.value, mimetype=MEDIA_TYPE
    )
    response.headers.update(error.headers)
    return response


def _from_http(error: HTTPException) -> Response:
    kind = kind_for(error.code or 500)
    response = Response(body(kind), kind.status.value, mimetype=MEDIA_TYPE)
    for name, value in error.get_headers():
        if name == "Allow":
            response.headers[name] = value
    return response


def _from_anything(error: Exception) -> Response:
    LOG.error("unexpected %s at %s", type(error).__name__, where(error.__traceback__))
    return Response(body(UNEXPECTED), UNEXPECTED.status.value, mimetype=MEDIA_TYPE)
