"""The ``binwrap`` command."""

from __future__ import annotations

from typing import TextIO

import click

from binwrap.paragraphs import unwrap, wrap


@click.command()
@click.option("--width", type=click.IntRange(min=1), default=72, show_default=True)
@click.option("--unwrap", "one_line", is_flag=True, help="Put each paragraph on one line.")
@click.argument("text", type=click.File())
def main(width: int, one_line: bool, text: TextIO) -> None:
    """Wrap the paragraphs of TEXT."""
    content = text.read()
    click.echo(unwrap(content) if one_line else wrap(content, width))
