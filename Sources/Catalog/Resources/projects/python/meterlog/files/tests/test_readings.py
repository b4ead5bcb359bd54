from datetime import date
from decimal import Decimal

import pytest

from meterlog.readings import ReadingError, daily, parse

LINES = [
    "2026-03-01T23:55,1040.2\n",
    "2026-03-02T12:00,1043.0\n",
    "2026-03-02T23:55,1047.7\n",
    "\n",
    "2026-03-03T23:55,1047.7\n",
]


def test_consumption_is_summed_by_day():
    assert daily(parse(LINES)) == {
        date(2026, 3, 2): Decimal("7.5"),
        date(2026, 3, 3): Decimal("0.0"),
    }


def test_order_of_lines_does_not_matter():
    assert daily(parse(reversed(LINES))) == daily(parse(LINES))


def test_bad_line_is_named():
    with pytest.raises(ReadingError, match="line 2"):
        list(parse(["2026-03-01T23:55,1\n", "yesterday,2\n"]))


def test_counter_must_not_run_backwards():
    with pytest.raises(ReadingError, match="backwards"):
        daily(parse(["2026-03-01T00:00,5\n", "2026-03-02T00:00,4\n"]))
