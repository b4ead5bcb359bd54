"""Meter readings and the consumption between them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation


class ReadingError(ValueError):
    """A line that is not a reading, or a counter that runs backwards."""


@dataclass(frozen=True)
class Reading:
    taken: datetime
    total: Decimal


def parse(lines: Iterable[str]) -> Iterator[Reading]:
    """Yield the readings of ``timestamp,kilowatt-hours`` lines."""
    for number, row in enumerate(csv.reader(lines), start=1):
        if not row:
            continue
        try:
            taken, total = row
            yield Reading(datetime.fromisoformat(taken), Decimal(total))
        except (ValueError, InvalidOperation) as error:
            raise ReadingError(f"line {number}: not a reading: {','.join(row)}") from error


def daily(readings: Iterable[Reading]) -> dict[date, Decimal]:
    """Sum the consumption between neighbouring readings by the day it was read."""
    days: dict[date, Decimal] = {}
    last: Reading | None = None
    for reading in sorted(readings, key=lambda reading: reading.taken):
        if last is not None:
            used = reading.total - last.total
            if used < 0:
                raise ReadingError(f"{reading.taken.isoformat()}: the counter runs backwards")
            day = reading.taken.date()
            days[day] = days.get(day, Decimal(0)) + used
        last = reading
    return days
