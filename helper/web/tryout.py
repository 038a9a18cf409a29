"""The try-out page: static files of the built extension, served by name and by nothing else."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Response, render_template

from helper.web import problems
from helper.web.problems import ProblemError

# The page runs editors, which style their own elements; scripts come from here alone.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; frame-src 'self' blob:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)

TYPES = {
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".map": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}


def folder() -> Path:
    """Where the built page lies: in a clone's extension/dist, else in the package."""
    package = Path(__file__).parents[1]
    built = package.parent / "extension" / "dist" / "tryout"
    return built if built.is_dir() else package / "_extension" / "tryout"


def files(root: Path) -> dict[str, Path]:
    """Every file under `root` that may be served, by its address; links out of it are left out."""
    found = {}
    for path in sorted(root.rglob("*")):
        inside = path.resolve().is_relative_to(root.resolve())
        if path.is_file() and inside and path.suffix in TYPES:
            found[path.relative_to(root).as_posix()] = path
    return found


def blueprint(root: Path | None = None) -> Blueprint:
    """`/tryout` and its assets, out of `root` (by default `folder()`), looked up by exact name."""
    pages = Blueprint("pages", __name__)
    source = root or folder()

    @pages.get("/tryout", endpoint="tryout")
    def tryout() -> Response:
        index = files(source).get("index.html")
        if index is None:
            page = Response(render_template("tryout-missing.html", folder=source), 503)
        else:
            page = Response(index.read_bytes(), mimetype="text/html")
        return _with_policy(page)

    @pages.get("/tryout/<path:asset>", endpoint="tryout_asset")
    def tryout_asset(asset: str) -> Response:
        found = files(source).get(asset)
        if found is None:
            raise ProblemError(problems.NOT_FOUND)
        return _with_policy(Response(found.read_bytes(), mimetype=TYPES[found.suffix]))

    return pages


def _with_policy(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = POLICY
    return response
