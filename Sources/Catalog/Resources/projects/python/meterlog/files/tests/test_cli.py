from click.testing import CliRunner

from meterlog.cli import main


def test_prints_one_line_per_day():
    result = CliRunner().invoke(main, [], input="2026-03-01T00:00,5\n2026-03-02T00:00,9.5\n")
    assert result.exit_code == 0
    assert result.output == "2026-03-02        4.5 kWh\n"


def test_reports_bad_input():
    result = CliRunner().invoke(main, [], input="x,y\n")
    assert result.exit_code == 1
    assert "line 1" in result.output
