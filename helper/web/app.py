"""The Flask application, put together."""

from __future__ import annotations

from flask import Flask, Response, request
from flask_cors import CORS

from helper import settings
from helper.web import guard, problems, routes, tryout
from helper.web.access import Access

_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_NEVER = ("Access-Control-Allow-Private-Network", "Access-Control-Allow-Credentials")


def create_app(rules: routes.Rules, access: Access) -> Flask:
    """The application behind its guard.

    Args:
        rules: The rules in force; read anew for every request.
        access: Who may call, and on which port.
    """
    app = Flask("helper.web", static_folder=None)
    app.config.update(
        MAX_CONTENT_LENGTH=settings.BODY_LIMIT,
        PROPAGATE_EXCEPTIONS=False,
        TRUSTED_HOSTS=[settings.HOST],
    )
    app.url_map.merge_slashes = False
    app.url_map.redirect_defaults = False

    @app.after_request
    def harden(response: Response) -> Response:
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        exact = request.origin in access.paired  # flask-cors takes another case for the same
        for name in [name for name, _ in response.headers if name.startswith("Access-Control-")]:
            if not exact or name in _NEVER:
                response.headers.pop(name, None)
        return response

    if access.paired:  # Flask runs these last-registered first: CORS speaks, then `harden`
        CORS(
            app,
            resources=r"/v1/.*",
            origins=list(access.paired),
            methods=["GET", "POST"],
            allow_headers=["Authorization", "Content-Type"],
            max_age=600,
            send_wildcard=False,
            always_send=False,
            supports_credentials=False,
            allow_private_network=False,
            intercept_exceptions=False,
        )
    problems.install(app)
    guard.install(app, access)
    app.register_blueprint(routes.blueprint(rules))
    if access.tryout:
        app.register_blueprint(tryout.blueprint())
    return app
