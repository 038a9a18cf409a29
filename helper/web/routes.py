"""The six addresses of version 1. By the time a route runs, the guard has checked everything."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any, Protocol

from flask import Blueprint, Response, render_template, request

from helper import settings
from helper.engine import check as engine_check
from helper.engine.book import Rulebook
from helper.engine.report import MOST_CARDS, to_wire
from helper.web import contract, draft, guard, problems, views
from helper.web.problems import ProblemError


class Rules(Protocol):
    """Where the rules in force come from; a `rulebook.Watcher` is one."""

    @property
    def current(self) -> Rulebook:
        """The last good rulebook."""

    @property
    def problems(self) -> Sequence[object]:
        """Why newer rules on disk were refused, one `str` each; empty when they were not."""


def blueprint(rules: Rules) -> Blueprint:
    """The routes under /v1, judging by `rules`."""
    v1 = Blueprint("v1", __name__, url_prefix="/v1")

    @v1.post("/check", endpoint="check")
    def check() -> Response:
        payload = guard.payload(request)
        try:
            judged = draft.from_wire(payload["text"], payload.get("context", {}))
        except draft.BadMomentError:
            error = {"pointer": "/context/now", "detail": "must be an ISO 8601 date and time"}
            raise ProblemError(problems.WRONG_SHAPE, errors=[error]) from None
        rulebook = rules.current
        report = engine_check(judged, rulebook, budget=settings.LIVE_BUDGET, most=MOST_CARDS)
        revision = int(payload.get("revision", 0))
        return answer(to_wire(report, judged, rulebook, revision, date.today()))

    @v1.get("/health", endpoint="health")
    def health() -> Response:
        return answer(views.health(rules.current, rules.problems, date.today()))

    @v1.get("/policy", endpoint="policy")
    def policy() -> Response:
        return answer(views.policy(rules.current, date.today()))

    @v1.get("/policy/<clause>", endpoint="clause")
    def clause(clause: str) -> Response:
        rulebook = rules.current
        found = rulebook.policy.clauses.get(clause)
        if found is None:
            raise ProblemError(problems.NOT_FOUND)
        return answer(views.clause(rulebook, found))

    @v1.get("/rules/<path:id>", endpoint="rule")
    def rule(id: str) -> Response:
        rulebook = rules.current
        found = rulebook.rules.get(id)
        if found is None:
            raise ProblemError(problems.NOT_FOUND)
        offers = ["application/json", "text/html"]
        if request.accept_mimetypes.best_match(offers) == "text/html":
            cited = [rulebook.policy.clauses[clause] for clause in found.clauses]
            return Response(render_template("rule.html", rule=found, clauses=cited))
        return answer(views.rule(found))

    @v1.get("/openapi.json", endpoint="openapi")
    def openapi() -> Response:
        return Response(contract.text(), mimetype="application/json")

    return v1


def answer(value: dict[str, Any]) -> Response:
    """A JSON response, ASCII only: a lone surrogate has no UTF-8, but it has an escape."""
    return Response(json.dumps(value, separators=(",", ":")), mimetype="application/json")
