"""The rulebook: reads, checks and compiles the folder rules/."""

from helper.engine.book import Rulebook
from helper.rulebook.load import find_rules, load
from helper.rulebook.problems import Problem, RulebookError
from helper.rulebook.watch import Watcher

__all__ = ["Problem", "Rulebook", "RulebookError", "Watcher", "find_rules", "load"]
