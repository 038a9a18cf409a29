"""`postcheck check`: one draft, several files, or drafts in bulk."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO

import click

from helper import settings
from helper.cli import drafts, human, sarif
from helper.cli.inputs import Input, gather
from helper.cli.trouble import Trouble, open_rules, rules_option
from helper.engine import check as judge
from helper.engine.book import Rulebook
from helper.engine.model import Account, Draft, Report
from helper.engine.report import to_wire
from helper.web import contract

CLEAR, FOUND, TROUBLE = 0, 1, 2


def _kinds() -> list[str]:
    return [str(kind) for kind in contract.document()["components"]["schemas"]["Kind"]["enum"]]


@click.command()
@click.argument("arguments", nargs=-1, metavar="[TEXT... | FILE... | -]")
@click.option("--text", "words", is_flag=True, help="The arguments are the words, not files.")
@click.option(
    "--drafts",
    "bulk",
    metavar="FILE.jsonl",
    help='Check drafts in bulk: one a line, as {"id", "text", "site", "kind", "thread", '
    '"attachments"}. "-" is standard input. One JSON line comes out for each, in order.',
)
@click.option(
    "--format",
    "style",
    type=click.Choice(["human", "json", "sarif"]),
    default="human",
    show_default=True,
    help="json is what the browser extension gets; sarif is for editors.",
)
@click.option("--site", default="", metavar="NAME", help="Where it will be posted, as x.com.")
@click.option("--kind", type=click.Choice(_kinds()), default="post", show_default=True)
@click.option("--thread", default="", metavar="TEXT", help="The words it replies to.")
@click.option(
    "--attachment",
    "attachments",
    type=click.Choice(["image", "video"]),
    multiple=True,
    help="What goes with it; may be given more than once.",
)
@click.option(
    "--audience",
    type=click.Choice(["public", "group", "known", "self", "direct", "unknown"]),
    default="unknown",
    show_default=True,
)
@click.option(
    "--account",
    type=click.Choice(["personal", "official", "unknown"]),
    default="unknown",
    show_default=True,
    help="Whose account it is posted from.",
)
@click.option("--bio-disclaimer", is_flag=True, help="The account's bio carries the disclaimer.")
@click.option(
    "--device",
    type=click.Choice(["personal", "trust", "unknown"]),
    default="unknown",
    show_default=True,
    help="Whose device it is written on.",
)
@click.option("--now", type=click.DateTime(), default=None, help="When it will be posted.")
@rules_option
@click.pass_context
def check(
    ctx: click.Context,
    *,
    arguments: tuple[str, ...],
    words: bool,
    bulk: str | None,
    style: str,
    site: str,
    kind: str,
    thread: str,
    attachments: tuple[str, ...],
    audience: str,
    account: str,
    bio_disclaimer: bool,
    device: str,
    now: datetime | None,
    rules_folder: Path | None,
) -> None:
    """Says what the policy says about a draft.

    An argument that names a file is read, "-" is standard input, and anything else is the draft
    itself. Nothing is sent anywhere or kept.

    \b
      postcheck check "We at Ripley think the new timetable is daft"
      postcheck check post.txt --site linkedin.com --kind article
      pbpaste | postcheck check -
      postcheck check --drafts posts.jsonl > reports.jsonl

    Ends with 0 when the draft is clear or has advice only, 1 with findings at warn or stop, and 2
    when something went wrong.
    """  # noqa: D301
    if bulk is not None:
        if arguments or style == "sarif":
            raise click.UsageError("--drafts takes no other drafts, and always answers in JSON.")
        ctx.exit(_in_bulk(bulk, open_rules(rules_folder)))
    given = gather(arguments, words)
    rulebook = open_rules(rules_folder)
    checked: list[tuple[Input, Draft, Report]] = []
    for each in given:
        draft = Draft(
            text=each.text,
            site=site,
            kind=kind,
            thread=thread,
            attachments=attachments,
            audience=audience,
            account=Account(account, bio_disclaimer),
            now=now,
            device=device,
        )
        checked.append((each, draft, judge(draft, rulebook, budget=settings.BATCH_BUDGET)))
    _show(checked, rulebook, style)
    reports = [report for _, _, report in checked]
    if any(drafts.serious(report) for report in reports):
        ctx.exit(FOUND)
    ctx.exit(TROUBLE if any(report.incomplete for report in reports) else CLEAR)


def _show(checked: list[tuple[Input, Draft, Report]], rulebook: Rulebook, style: str) -> None:
    if style == "sarif":
        pairs = [(given, report) for given, _, report in checked]
        click.echo(json.dumps(sarif.document(pairs, rulebook), indent=2))
    elif style == "json":
        wires: list[dict[str, Any]] = [
            to_wire(report, draft, rulebook, 0, date.today()) for _, draft, report in checked
        ]
        named = [{"source": each[0].name} | wire for each, wire in zip(checked, wires, strict=True)]
        click.echo(json.dumps(wires[0] if len(wires) == 1 else named, indent=2))
    else:
        for given, _, report in checked:
            if len(checked) > 1:
                click.secho(f"{given.name}\n", bold=True, underline=True, color=_colour())
            click.echo(human.render(given, report), color=_colour())
            if len(checked) > 1:
                click.echo()


def _colour() -> bool | None:
    """None leaves it to click, which strips colours unless this is a terminal."""
    return False if os.environ.get("NO_COLOR") else None


def _in_bulk(name: str, rulebook: Rulebook) -> int:
    bad = found = False
    with _source(name) as source, _progress(source, name) as lines:
        for outcome in drafts.judge(lines, rulebook):
            click.echo(json.dumps(outcome.answer, separators=(",", ":")))
            found = found or outcome.serious
            if outcome.error:
                bad = True
                click.echo(f"{name}:{outcome.line}: {outcome.error}", err=True)
    if bad:
        return TROUBLE
    return FOUND if found else CLEAR


@contextmanager
def _source(name: str) -> Iterator[BinaryIO]:
    if name == "-":
        yield sys.stdin.buffer
        return
    path = Path(name)
    if not path.is_file():
        raise Trouble(f"There is no file {name}.")
    with path.open("rb") as file:
        yield file


@contextmanager
def _progress(source: BinaryIO, name: str) -> Iterator[Iterator[bytes]]:
    """The lines; with a bar where somebody watches the terminal and the answers go elsewhere."""
    watched = sys.stderr is not None and sys.stderr.isatty() and not sys.stdout.isatty()
    if name == "-" or not watched:
        yield iter(source)
        return
    size = Path(name).stat().st_size
    with click.progressbar(length=size, label="Checking", file=sys.stderr) as bar:

        def lines() -> Iterator[bytes]:
            for line in source:
                yield line
                bar.update(len(line))

        yield lines()
