import pytest
from packaging.version import Version

from pinwatch import PinError, read_pins


def test_reads_names_in_their_normal_form():
    lines = [
        "# tools\n",
        "Flask_Login==0.6.3 \\\n",
        "    --hash=sha256:00\n",
        "zope.interface==7.2  # web\n",
    ]
    assert read_pins(lines) == {"flask-login": Version("0.6.3"), "zope-interface": Version("7.2")}


@pytest.mark.parametrize("line", ["flask>=3", "flask", "flask==3,!=3.1", "== 3"])
def test_refuses_what_is_not_a_pin(line):
    with pytest.raises(PinError, match="line 1"):
        read_pins([line])
