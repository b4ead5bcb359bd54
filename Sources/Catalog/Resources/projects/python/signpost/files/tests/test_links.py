import time

import pytest

from signpost import LinkError, Links

KEY = bytes(range(32))


def test_a_link_leads_back_to_its_file():
    links = Links(KEY, lifetime=60)
    assert links.name(links.path("2026/january.pdf")) == "2026/january.pdf"


def test_a_link_expires(monkeypatch):
    links = Links(KEY, lifetime=60)
    path = links.path("january.pdf")
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 62)
    with pytest.raises(LinkError, match="expired"):
        links.name(path)


def test_a_changed_link_is_refused():
    links = Links(KEY, lifetime=60)
    other = Links(KEY[::-1], lifetime=60)
    with pytest.raises(LinkError, match="not valid"):
        links.name(other.path("january.pdf"))


def test_a_short_key_is_refused():
    with pytest.raises(ValueError, match="16 bytes"):
        Links(b"short", lifetime=60)
