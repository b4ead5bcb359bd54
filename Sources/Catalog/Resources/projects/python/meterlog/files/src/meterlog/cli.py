"""The ``meterlog`` command."""

from __future__ import annotations

from typing import TextIO

import click

from meterlog import __version__
from meterlog.readings import ReadingError, daily, parse


@click.command()
@click.version_option(__version__)
@click.option("--unit", default="kWh", show_default=True, help="Unit printed after each sum.")
@click.argument("source", type=click.File(), default="-")
def main(source: TextIO, unit: str) -> None:
    """Print the consumption of each day found in SOURCE."""
    try:
        days = daily(parse(source))
    except ReadingError as error:
        raise click.ClickException(str(error)) from error
    for day, used in sorted(days.items()):
        click.echo(f"{day.isoformat()} {used:>10} {unit}")
