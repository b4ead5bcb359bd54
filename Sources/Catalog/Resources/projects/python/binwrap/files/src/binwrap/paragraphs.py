"""Paragraphs, which empty lines divide."""

from __future__ import annotations

import re
import textwrap


def paragraphs(text: str) -> list[str]:
    """Split a text at its empty lines."""
    return [part for part in re.split(r"\n\s*\n", text.strip()) if part]


def unwrap(text: str) -> str:
    """Put each paragraph on one line."""
    return "\n\n".join(" ".join(part.split()) for part in paragraphs(text))


def wrap(text: str, width: int = 72) -> str:
    """Wrap each paragraph at a width; words are never cut."""
    return "\n\n".join(
        textwrap.fill(part, width, break_long_words=False, break_on_hyphens=False)
        for part in paragraphs(unwrap(text))
    )
