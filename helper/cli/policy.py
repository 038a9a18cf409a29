"""`postcheck policy`: the policy's own words, and what the tool does about each clause."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from helper.cli.trouble import open_rules, rules_option, unknown
from helper.cli.words import wrapped
from helper.engine.book import Clause, Rulebook
from helper.engine.report import overdue


@click.command()
@click.argument("clause", required=False)
@rules_option
def policy(clause: str | None, rules_folder: Path | None) -> None:
    """Lists the policy's clauses, or shows one with the rules that rest on it.

    \b
      postcheck policy
      postcheck policy 9.5
    """  # noqa: D301
    rulebook = open_rules(rules_folder)
    if clause is None:
        _list(rulebook)
        return
    wanted = clause.removeprefix("clause").strip()
    found = rulebook.policy.clauses.get(wanted)
    if found is None:
        raise unknown("clause", wanted, rulebook.policy.clauses)
    _show(found, rulebook)


def _list(rulebook: Rulebook) -> None:
    document = rulebook.policy
    click.secho(f"{document.title} {document.version}", bold=True)
    late = " and is overdue" if overdue(document.review_due, date.today()) else ""
    click.echo(f"Its review was set for {document.review_due}{late}.")
    titles = {section.number: section.title for section in document.sections}
    section = ""
    for clause in document.clauses.values():
        number = clause.id.partition(".")[0]
        if number != section:
            section = number
            click.echo()
            click.secho(f"{number}  {titles.get(number, '')}", bold=True)
        count = len(_rules(clause, rulebook))
        covered = f"{count} rule{'s' if count != 1 else ''}" if count else _means(clause)
        click.echo(f"  {clause.id:<9} {clause.modality:<17} {covered:<16} {_start(clause.text)}")


def _show(clause: Clause, rulebook: Rulebook) -> None:
    click.secho(f"{clause.id}  {clause.title}", bold=True)
    click.echo(wrapped(clause.text))
    click.echo()
    click.echo(f"How strongly it binds: {clause.modality.replace('_', ' ')}")
    top = clause.coverage.top
    if top is not None:
        click.echo(f"A finding under it reaches at most: {top.word}")
    click.echo(f"Covered by: {_means(clause)}")
    if clause.coverage.reason:
        click.echo(wrapped(clause.coverage.reason))
    rules = _rules(clause, rulebook)
    if rules:
        click.echo("Rules:")
    for id in rules:
        click.echo(f"  {id}  {rulebook.rules[id].title}")


def _rules(clause: Clause, rulebook: Rulebook) -> list[str]:
    return [rule.id for rule in rulebook.rules.values() if clause.id in rule.clauses]


def _means(clause: Clause) -> str:
    means = ", ".join(clause.coverage.by)
    return f"{means} (planned)" if clause.coverage.planned else means


def _start(text: str) -> str:
    return text if len(text) <= 60 else text[:59].rstrip() + "…"
