"""The try-out page: its files by name, nothing else, and no token to fetch them."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from flask.testing import FlaskClient

from helper.web import tryout
from helper.web.access import Access
from helper.web.app import create_app


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A built page in a folder with secrets around it."""
    page = tmp_path / "dist" / "tryout"
    (page / "inside").mkdir(parents=True)
    (page / "index.html").write_text("<!doctype html><title>Try</title>")
    (page / "tryout.js").write_text("let one = 1;")
    (page / "tryout.css").write_text("p { color: red }")
    (page / "inside" / "more.js").write_text("let two = 2;")
    (page / "notes.py").write_text("SECRET")
    (page / ".env").write_text("SECRET")
    (tmp_path / "dist" / "secret.js").write_text("SECRET")
    (page / "link.js").symlink_to(tmp_path / "dist" / "secret.js")
    monkeypatch.setattr(tryout, "folder", lambda: page)
    return page


@pytest.fixture
def page(built: Path, rules: SimpleNamespace) -> FlaskClient:
    return create_app(rules, Access(41234, "token", tryout=True)).test_client()


def fetch(client: FlaskClient, path: str, **headers: str) -> Any:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.get(path, headers={"Host": "127.0.0.1:41234"} | named)


def test_the_page_and_its_parts_need_no_token(page: FlaskClient) -> None:
    for path, kind in (
        ("/tryout", "text/html"),
        ("/tryout/tryout.js", "text/javascript"),
        ("/tryout/tryout.css", "text/css"),
        ("/tryout/inside/more.js", "text/javascript"),
    ):
        answer = fetch(page, path, Sec_Fetch_Site="same-origin")
        assert answer.status_code == 200
        assert answer.mimetype == kind
        assert "script-src 'self'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "asset",
    [
        "../secret.js",
        "..%2fsecret.js",
        "%2e%2e/secret.js",
        "..\\secret.js",
        "inside/../../secret.js",
        "./tryout.js",
        "/tryout.js",
        "inside//more.js",
        "TRYOUT.JS",
        "tryout.js/",
        "tryout.js%00",
        "tryout.js::$DATA",
        "CON",
        "notes.py",
        ".env",
        "link.js",
        "inside",
        "",
    ],
)
def test_nothing_else_can_be_fetched(asset: str, page: FlaskClient) -> None:
    answer = fetch(page, f"/tryout/{asset}")

    assert answer.status_code == 404
    assert b"SECRET" not in answer.data


def test_a_link_from_elsewhere_may_lead_to_the_page_but_nothing_may_embed_it(
    page: FlaskClient,
) -> None:
    visit = {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Dest": "document"}
    assert fetch(page, "/tryout", **visit).status_code == 200
    for into in ("iframe", "empty", "script", "embed", "object", "image"):
        embed = {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Dest": into}
        assert fetch(page, "/tryout", **embed).status_code == 403
    assert fetch(page, "/tryout/tryout.js", **visit).status_code == 403
    assert fetch(page, "/v1/health", **visit).status_code == 403
    assert "frame-ancestors 'self'" in fetch(page, "/tryout").headers["Content-Security-Policy"]


def test_a_rebound_name_does_not_get_the_page(page: FlaskClient) -> None:
    assert page.get("/tryout", headers={"Host": "rebind.test:41234"}).status_code == 403


def test_the_api_behind_it_still_needs_the_token(page: FlaskClient) -> None:
    own = {"Origin": "http://127.0.0.1:41234", "Sec_Fetch_Site": "same-origin"}

    assert fetch(page, "/v1/policy", **own).status_code == 401
    assert fetch(page, "/v1/policy", Authorization="Bearer token", **own).status_code == 200


def test_a_missing_build_is_said_plainly(
    rules: SimpleNamespace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tryout, "folder", lambda: tmp_path / "nowhere")
    client = create_app(rules, Access(41234, "token", tryout=True)).test_client()
    answer = fetch(client, "/tryout")

    assert answer.status_code == 503
    assert answer.mimetype == "text/html"
    assert "make run" in answer.text


def test_a_helper_started_by_a_browser_has_no_such_page(rules: SimpleNamespace) -> None:
    client = create_app(rules, Access(41234, "token")).test_client()

    for path in ("/tryout", "/tryout/tryout.js"):
        assert fetch(client, path).status_code == 404
