"""What goes wrong on the command line, said in a way that helps."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import click

from helper.engine.book import Rulebook
from helper.rulebook import Problem, RulebookError, find_rules, load


class Trouble(click.ClickException):
    """Something is wrong; the process ends with 2."""

    exit_code = 2


def rules_in(folder: Path | None) -> Path:
    """The rules folder to use: the one named, or PostCheck's own.

    Raises:
        Trouble: PostCheck's own is missing.
    """
    try:
        return folder or find_rules()
    except FileNotFoundError:
        raise Trouble("PostCheck's own rules are missing; name a folder with --rules.") from None


def open_rules(folder: Path | None) -> Rulebook:
    """The rulebook in `folder`, or PostCheck's own.

    Raises:
        Trouble: It cannot be read; the message has one line per problem.
    """
    chosen = rules_in(folder)
    try:
        return load(chosen)
    except RulebookError as error:
        raise broken(error, chosen) from None


def broken(error: RulebookError, folder: Path) -> Trouble:
    """The complaint about rules that cannot be used, one `file:line:column: ...` a line."""
    return Trouble(
        "\n".join(["the rules cannot be used:", *(located(p, folder) for p in error.problems)])
    )


def located(problem: Problem, folder: Path) -> str:
    """The problem with its file's whole path, so that a click on it opens the file."""
    return str(replace(problem, file=str(folder / problem.file)))


def unknown(what: str, name: str, known: Iterable[str]) -> Trouble:
    """A complaint about a name that does not exist, with the nearest one that does."""
    near = difflib.get_close_matches(name, list(known), n=1, cutoff=0.3)
    hint = f" Did you mean {near[0]}?" if near else ""
    return Trouble(f"There is no {what} {name}.{hint}")


rules_option = click.option(
    "--rules",
    "rules_folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Use the rules in this folder instead of PostCheck's own.",
)
