"""The engine: a draft and a rulebook in, a report out. No I/O anywhere in this folder."""

from helper.engine.check import check

__all__ = ["check"]
