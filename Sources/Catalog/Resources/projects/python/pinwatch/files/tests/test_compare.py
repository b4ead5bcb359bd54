from packaging.version import Version

from pinwatch import compare


def test_every_kind_of_change_is_named():
    before = {"click": Version("8.1.7"), "idna": Version("3.10"), "six": Version("1.16")}
    after = {"click": Version("8.1.10"), "idna": Version("3.9"), "attrs": Version("25.1")}
    assert [str(change) for change in compare(before, after)] == [
        "added    attrs 25.1",
        "raised   click 8.1.7 -> 8.1.10",
        "lowered  idna 3.10 -> 3.9",
        "removed  six 1.16",
    ]


def test_equal_pins_are_no_change():
    assert compare({"click": Version("8.1")}, {"click": Version("8.1.0")}) == []
