"""Decides what the arguments of `postcheck check` mean: words, files, or standard input."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from helper.cli.trouble import Trouble

_LOOKS_LIKE_A_FILE = re.compile(r"\S*[/\\]\S*|\S+\.(?:txt|md|jsonl?|html?|csv)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Input:
    """One draft to check and where it came from; `path` is None for words and standard input."""

    name: str
    text: str
    path: Path | None = None


def gather(arguments: Sequence[str], words: bool) -> list[Input]:
    """The drafts that the arguments name.

    Args:
        arguments: Files that exist are read, `-` is standard input, anything else is the draft
            itself. Without arguments, a pipe on standard input is read.
        words: The arguments are the draft, whatever files there are.

    Raises:
        Trouble: A file cannot be read.
        click.UsageError: There is nothing to check, or the arguments mix files and words.
    """
    if not arguments:
        if sys.stdin is None or sys.stdin.isatty():
            raise click.UsageError(
                'There is nothing to check. Try: postcheck check "the words of your post"'
            )
        arguments = ["-"]
    if words:
        return [Input("draft", " ".join(arguments))]
    files = [argument == "-" or _is_file(argument) for argument in arguments]
    if all(files):
        return [_read(argument) for argument in arguments]
    if any(files):
        stray = arguments[files.index(False)]
        raise click.UsageError(
            f"{stray!r} is not a file, but others are. To check words, add --text."
        )
    if len(arguments) == 1 and _LOOKS_LIKE_A_FILE.fullmatch(arguments[0]):
        raise Trouble(f"There is no file {arguments[0]}. If these are the words, add --text.")
    return [Input("draft", " ".join(arguments))]


def _is_file(argument: str) -> bool:
    try:
        return Path(argument).is_file()
    except (OSError, ValueError):  # too long for a name, or with a NUL
        return False


def _read(argument: str) -> Input:
    if argument == "-":
        return Input("standard input", _decode(sys.stdin.buffer.read(), "Standard input"))
    path = Path(argument)
    try:
        return Input(argument, _decode(path.read_bytes(), argument), path)
    except OSError as error:
        raise Trouble(f"{argument} cannot be read: {error.strerror}.") from None


def _decode(raw: bytes, name: str) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Trouble(f"{name} is not text in UTF-8.") from None
