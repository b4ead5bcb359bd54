"""The ``pinwatch`` command."""

from __future__ import annotations

from typing import TextIO

import click

from pinwatch.compare import compare
from pinwatch.pins import PinError, read_pins


@click.command()
@click.argument("before", type=click.File())
@click.argument("after", type=click.File())
def main(before: TextIO, after: TextIO) -> None:
    """List what changed between the requirement files BEFORE and AFTER."""
    try:
        changes = compare(read_pins(before), read_pins(after))
    except PinError as error:
        raise click.ClickException(str(error)) from error
    for change in changes:
        click.echo(change)
