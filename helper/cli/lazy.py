"""A group whose commands are imported when they are asked for: the browser waits for `host`."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click


class LazyGroup(click.Group):
    """A group of commands that live in modules under their own names.

    Args:
        commands_in: The module of each command, in the order of the help text.
    """

    def __init__(self, *args: Any, commands_in: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._commands_in = dict(commands_in)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return list(self._commands_in)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        module = self._commands_in.get(cmd_name)
        if module is None:
            return None
        command = getattr(import_module(module), cmd_name)
        return command if isinstance(command, click.Command) else None
