from click.testing import CliRunner

from rotaplan.cli import main


def test_prints_one_line_for_each_shift():
    result = CliRunner().invoke(main, ["--shifts", "2", "--away", "bo", "ana", "bo", "cy"])
    assert result.exit_code == 0
    assert result.output == "  1 ana\n  2 cy\n"
