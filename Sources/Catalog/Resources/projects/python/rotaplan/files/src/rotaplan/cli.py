"""The ``rotaplan`` command."""

from __future__ import annotations

import click

from rotaplan.rota import RotaError, plan


@click.command()
@click.option("--shifts", type=click.IntRange(min=1), default=7, show_default=True)
@click.option("--away", multiple=True, help="Somebody to leave out; repeatable.")
@click.argument("people", nargs=-1, required=True)
def main(shifts: int, away: tuple[str, ...], people: tuple[str, ...]) -> None:
    """Give each shift to one of the PEOPLE."""
    try:
        turns = plan(people, shifts, away)
    except RotaError as error:
        raise click.ClickException(str(error)) from error
    for number, person in enumerate(turns, start=1):
        click.echo(f"{number:3} {person}")
