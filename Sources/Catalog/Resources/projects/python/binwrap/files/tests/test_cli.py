from click.testing import CliRunner

from binwrap.cli import main


def test_unwraps_a_file(tmp_path):
    path = tmp_path / "letter.txt"
    path.write_text("dear\nreader\n")
    result = CliRunner().invoke(main, ["--unwrap", str(path)])
    assert result.exit_code == 0
    assert result.output == "dear reader\n"
