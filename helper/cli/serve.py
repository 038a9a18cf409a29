"""`postcheck serve`: the same helper, started by hand."""

from __future__ import annotations

import json
import signal
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import FrameType

import click

from helper import settings
from helper.cli.trouble import Trouble, broken, rules_in, rules_option
from helper.link.names import CHROMIUM_ORIGINS
from helper.rulebook import RulebookError, Watcher
from helper.web.access import Access, is_extension_origin, new_token
from helper.web.app import create_app
from helper.web.server import LocalServer

_LOOK_SECONDS = 0.5


def _origins(
    ctx: click.Context, option: click.Parameter, values: tuple[str, ...]
) -> tuple[str, ...]:
    for value in values:
        if not is_extension_origin(value):
            raise click.BadParameter(
                f"{value!r} is not an extension's origin, such as {CHROMIUM_ORIGINS[0]}"
            )
    return values


@click.command()
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    show_default="one that is free",
    help="The port on 127.0.0.1.",
)
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help='Print {"port", "token", "api"} as the first line, for scripts.',
)
@click.option(
    "--origin",
    "origins",
    multiple=True,
    callback=_origins,
    metavar="ORIGIN",
    help="An extension that may call across origins (CORS). May be given more than once.",
)
@rules_option
def serve(
    port: int,
    as_json: bool,
    origins: tuple[str, ...],
    rules_folder: Path | None,
) -> None:
    """Runs the helper by hand, with a page to try it out on.

    It answers on 127.0.0.1 only, to callers that bring the token it prints, until Ctrl+C. Changed
    rules are read again while it runs; if they have a mistake, the last good ones stay in force
    and the mistake is printed here.

    \b
      curl -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" \\
           -d '{"text": "We at Ripley think so"}' http://127.0.0.1:$PORT/v1/check
    """  # noqa: D301
    folder = rules_in(rules_folder)
    try:
        watcher = Watcher(folder)
    except RulebookError as error:
        raise broken(error, folder) from None
    with closing(watcher), _politely() as stop:
        try:
            server = LocalServer(port)
        except OSError as error:
            raise Trouble(f"Port {port} cannot be used: {error.strerror}.") from None
        access = Access(
            server.port,
            new_token(),
            paired=origins,
            listed=CHROMIUM_ORIGINS,
            any_firefox=True,
            tryout=True,
            rate=settings.SCRIPT_RATE,
        )
        try:
            server.start(create_app(watcher, access))
            _announce(access, as_json)
            _watch(watcher, stop)
        finally:
            server.stop()
    click.echo("Stopped.", err=True)


def _address(access: Access) -> str:
    return f"{access.own_origin}/tryout#token={access.token}"


def _announce(access: Access, as_json: bool) -> None:
    if as_json:
        api = {"min": settings.API_MIN, "max": settings.API_MAX}
        first = {"port": access.port, "token": access.token, "api": api}
        print(json.dumps(first), flush=True)
        return
    click.echo("PostCheck is running. Open this address in a browser on this computer:\n")
    click.echo(f"  {_address(access)}\n")
    click.echo("Write in the boxes there and see what the policy says. Nothing you write leaves")
    click.echo("this computer, and nothing is kept. The address works until you press Ctrl+C here.")


@contextmanager
def _politely() -> Iterator[threading.Event]:
    """An event that Ctrl+C or a request to end sets, from before anybody is told we are here."""
    stop = threading.Event()

    def ask(number: int, frame: FrameType | None) -> None:
        stop.set()

    numbers = (signal.SIGINT, signal.SIGTERM)
    previous = [signal.signal(number, ask) for number in numbers]
    try:
        yield stop
    finally:
        for number, handler in zip(numbers, previous, strict=True):
            signal.signal(number, handler)


def _watch(watcher: Watcher, stop: threading.Event) -> None:
    """Until it is time to stop; says when rules were refused or read again."""
    said: tuple[str, ...] = ()
    digest = watcher.current.digest
    while not stop.wait(_LOOK_SECONDS):
        said, digest = _report(watcher, said, digest)


def _report(watcher: Watcher, said: tuple[str, ...], digest: str) -> tuple[tuple[str, ...], str]:
    problems = tuple(map(str, watcher.problems))
    if problems and problems != said:
        click.echo("The changed rules have a mistake; the last good ones stay in force.", err=True)
        for problem in problems:
            click.echo(f"  {problem}", err=True)
    current = watcher.current.digest
    if current != digest or (said and not problems):
        click.echo(f"The rules were read again ({current[:12]}).", err=True)
    return problems, current
