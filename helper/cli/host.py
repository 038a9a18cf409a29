"""`postcheck host`: what a browser starts. Not for people."""

from __future__ import annotations

import click

from helper.link import host as link


@click.command(
    hidden=True, context_settings={"ignore_unknown_options": True, "help_option_names": []}
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
@click.pass_context
def host(ctx: click.Context, arguments: tuple[str, ...]) -> None:
    """Speaks native messaging with the browser that started it, until that browser goes."""
    ctx.exit(link.main(arguments))
