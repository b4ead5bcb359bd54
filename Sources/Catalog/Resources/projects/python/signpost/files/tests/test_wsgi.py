from wsgiref.util import setup_testing_defaults

import pytest

from signpost import Links, application

LINKS = Links(bytes(range(32)), lifetime=60)


@pytest.fixture
def get(tmp_path):
    (tmp_path / "note.txt").write_text("hello\n")
    app = application(LINKS, tmp_path)

    def request(path, method="GET"):
        environ = {"PATH_INFO": path, "REQUEST_METHOD": method}
        setup_testing_defaults(environ)
        answer = {}
        body = b"".join(app(environ, lambda status, headers: answer.update(status=status)))
        return answer["status"], body

    return request


def test_serves_the_signed_file(get):
    assert get(LINKS.path("note.txt")) == ("200 OK", b"hello\n")


def test_refuses_everything_else(get):
    assert get("/note.txt")[0].startswith("403")
    assert get(LINKS.path("gone.txt"))[0].startswith("404")
    assert get(LINKS.path("../../etc/passwd"))[0].startswith("404")
    assert get(LINKS.path("note.txt"), method="POST")[0].startswith("405")
