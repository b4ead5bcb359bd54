from click.testing import CliRunner

from pinwatch.cli import main


def test_prints_the_changes(tmp_path):
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text("click==8.1.7\n")
    new.write_text("click==8.2.0\n")
    result = CliRunner().invoke(main, [str(old), str(new)])
    assert result.exit_code == 0
    assert result.output == "raised   click 8.1.7 -> 8.2.0\n"
