"""`postcheck register` and `unregister`: whether browsers may start the helper by themselves."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from helper.cli.trouble import Trouble
from helper.link import register as link
from helper.link.places import BROWSERS, Place, place

_SAYS = {
    "written": "can start PostCheck now",
    "unchanged": "could start PostCheck already",
    "removed": "can no longer start PostCheck",
    "absent": "could not start PostCheck anyway",
}


def _options(command: Callable[..., Any]) -> Callable[..., Any]:
    decorators = (
        click.option(
            "--browser",
            "browsers",
            type=click.Choice([*BROWSERS, "all"]),
            multiple=True,
            default=("all",),
            show_default=True,
            help="Which browser; may be given more than once.",
        ),
        click.option(
            "--user-data-dir",
            type=click.Path(file_okay=False, path_type=Path),
            help="A Chromium, Chrome or Edge started with this --user-data-dir.",
        ),
        click.option(
            "--home",
            type=click.Path(file_okay=False, path_type=Path),
            help="Stands for your home folder, as for a browser started with another HOME.",
        ),
        click.option("--dry-run", is_flag=True, help="Only say what would be done."),
        click.option("--json", "as_json", is_flag=True, help="Answer in JSON, for scripts."),
    )
    for decorate in reversed(decorators):
        command = decorate(command)
    return command


@click.command()
@_options
def register(
    browsers: tuple[str, ...],
    user_data_dir: Path | None,
    home: Path | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Lets your browsers start PostCheck by themselves.

    Writes a small file for each browser that says where PostCheck is. It needs no administrator
    and changes nothing else; `postcheck unregister` takes it back.
    """
    _carry_out(link.register, _places(browsers, user_data_dir, home), dry_run, as_json)


@click.command()
@_options
def unregister(
    browsers: tuple[str, ...],
    user_data_dir: Path | None,
    home: Path | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Takes back what `postcheck register` wrote."""
    _carry_out(link.unregister, _places(browsers, user_data_dir, home), dry_run, as_json)


def _places(browsers: Sequence[str], user_data_dir: Path | None, home: Path | None) -> list[Place]:
    chosen = BROWSERS if "all" in browsers else tuple(dict.fromkeys(browsers))
    if user_data_dir is None:
        return [place(browser, home=home) for browser in chosen]
    family = [browser for browser in chosen if browser != "firefox"]
    if not family:
        raise click.UsageError("Firefox has no --user-data-dir; use --home for another HOME.")
    return [place(family[0], user_data_dir=user_data_dir)]


def _carry_out(
    action: Callable[..., list[link.Registration]], places: list[Place], dry: bool, as_json: bool
) -> None:
    try:
        done = action(places, dry_run=dry)
    except OSError as error:
        raise Trouble(f"{error.filename} cannot be changed: {error.strerror}.") from None
    if as_json:
        rows = [
            {
                "browser": each.browser,
                "manifest": str(each.manifest),
                "launcher": str(each.launcher),
                "done": each.done,
            }
            for each in done
        ]
        click.echo(json.dumps(rows, indent=2))
        return
    if dry:
        click.echo("Nothing was changed. This is what would be:")
    for each in done:
        click.echo(f"{each.browser:<9} {_SAYS[each.done]}  ({each.manifest})")
