from binwrap.paragraphs import paragraphs, unwrap, wrap


def test_empty_lines_divide_paragraphs():
    assert paragraphs("one\ntwo\n \nthree\n") == ["one\ntwo", "three"]


def test_wrapping_and_back():
    text = "a short line\n\nand another one"
    assert wrap(text, 8) == "a short\nline\n\nand\nanother\none"
    assert unwrap(wrap(text, 8)) == text


def test_long_words_stay_whole():
    assert wrap("unbreakable-word", 5) == "unbreakable-word"
