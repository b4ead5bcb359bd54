"""The turns that people take."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import cycle, islice


class RotaError(Exception):
    """A rota that nobody can fill."""


def plan(people: Sequence[str], shifts: int, away: Collection[str] = ()) -> list[str]:
    """Name who takes each shift, in the order of the people, leaving out who is away."""
    unknown = sorted(set(away) - set(people))
    if unknown:
        raise RotaError(f"{unknown[0]} is not on the rota")
    present = [person for person in people if person not in away]
    if not present and shifts > 0:
        raise RotaError("nobody is left to take a shift")
    return list(islice(cycle(present), shifts))
