"""`postcheck rules`: for whoever looks after the rules."""

from __future__ import annotations

import json
from pathlib import Path

import click

from helper.cli import scaffold, trials
from helper.cli.explain import explain as explained
from helper.cli.trouble import Trouble, located, open_rules, rules_in, rules_option, unknown
from helper.cli.words import wrapped
from helper.web import views


@click.group()
def rules() -> None:
    """Lists, checks, explains and begins rules."""


@rules.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@rules_option
def list_rules(as_json: bool, rules_folder: Path | None) -> None:
    """Lists every rule with its clauses and how loudly it speaks."""
    rulebook = open_rules(rules_folder)
    if as_json:
        click.echo(json.dumps([views.rule(rule) for rule in rulebook.rules.values()], indent=2))
        return
    widest = max((len(id) for id in rulebook.rules), default=0)
    for rule in rulebook.rules.values():
        status = "" if rule.status == "live" else f" ({rule.status})"
        clauses = ", ".join(rule.clauses)
        click.echo(
            f"{rule.id:<{widest}}  {rule.severity.word:<6}  {clauses:<10}  {rule.title}{status}"
        )


@rules.command()
@click.argument(
    "folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@rules_option
def lint(folder: Path | None, rules_folder: Path | None) -> None:
    """Reads every file under rules/ and tries each rule on its own examples.

    What is wrong is named as file:line:column, with what to write instead.
    """
    chosen = rules_in(folder or rules_folder)
    rulebook = open_rules(chosen)
    problems = [located(problem, chosen) for problem in trials.failures(rulebook)]
    if problems:
        raise Trouble("\n".join(["some rules fail their own examples:", *problems]))
    tried = sum(len(rule.flags) + len(rule.passes) for rule in rulebook.rules.values())
    click.echo(
        f"All well: {len(rulebook.policy.clauses)} clauses, {len(rulebook.concepts)} concepts, "
        f"{len(rulebook.rules)} rules, {tried} examples."
    )


@rules.command()
@click.argument("id")
@rules_option
def explain(id: str, rules_folder: Path | None) -> None:
    """Says in words what one rule looks for, what excuses it and what it rests on.

    ID is the rule's path under rules/, as `postcheck rules list` shows it.
    """
    rulebook = open_rules(rules_folder)
    wanted = id.removesuffix(".yaml")
    if wanted not in rulebook.rules:
        raise unknown("rule", wanted, rulebook.rules)
    click.echo(explained(rulebook.rules[wanted], rulebook))


@rules.command()
@click.argument("clause")
@click.argument("name")
@rules_option
def new(clause: str, name: str, rules_folder: Path | None) -> None:
    """Begins a rule under a clause: a file with everything but what only you can write.

    For example: postcheck rules new 9.5 "Job title in a bio"
    """
    folder = rules_in(rules_folder)
    rulebook = open_rules(folder)
    if clause not in rulebook.policy.clauses:
        raise unknown("clause", clause, rulebook.policy.clauses)
    if not scaffold.slug(name):
        raise click.UsageError("The name needs at least one letter or digit.")
    found = rulebook.policy.clauses[clause]
    path = scaffold.target(folder, found, name)
    if path.exists():
        raise Trouble(f"{path} is there already.")
    try:
        path.parent.mkdir(exist_ok=True)
        path.write_text(scaffold.text(found), encoding="utf-8")
    except OSError as error:
        raise Trouble(f"{path} cannot be written: {error.strerror}.") from None
    click.echo(f"{path}\n")
    click.echo(wrapped("Write what is missing; `postcheck rules lint` names every line.", ""))
