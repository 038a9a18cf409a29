"""Plain text for a terminal."""

from __future__ import annotations

import textwrap

WIDTH = 92


def wrapped(text: str, indent: str = "  ") -> str:
    """The text in lines that fit, each indented; paragraphs are kept apart."""
    paragraphs = [
        textwrap.fill(paragraph, WIDTH, initial_indent=indent, subsequent_indent=indent)
        for paragraph in text.split("\n")
    ]
    return "\n".join(paragraphs)
