"""Serves a directory with a key from the environment."""

from __future__ import annotations

import os
import sys
from wsgiref.simple_server import make_server

from signpost.links import Links
from signpost.wsgi import application


def main() -> None:
    if len(sys.argv) != 2 or "SIGNPOST_KEY" not in os.environ:
        sys.exit("usage: SIGNPOST_KEY=... python -m signpost DIRECTORY")
    links = Links(os.environ["SIGNPOST_KEY"].encode(), lifetime=3600)
    with make_server("127.0.0.1", 8000, application(links, sys.argv[1])) as server:
        server.serve_forever()


if __name__ == "__main__":
    main()
