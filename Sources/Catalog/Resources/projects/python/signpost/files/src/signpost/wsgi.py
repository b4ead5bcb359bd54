"""The WSGI application."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from signpost.links import LinkError, Links

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def application(links: Links, directory: str | Path) -> Application:
    """An application that serves the files below ``directory`` to holders of a link."""
    root = Path(directory).resolve()

    def serve(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        def refuse(status: str, reason: str) -> Iterable[bytes]:
            start_response(status, [("Content-Type", "text/plain; charset=utf-8")])
            return [f"{reason}\n".encode()]

        if environ["REQUEST_METHOD"] != "GET":
            return refuse("405 Method Not Allowed", "only GET is served")
        try:
            name = links.name(environ.get("PATH_INFO", ""))
        except LinkError as error:
            return refuse("403 Forbidden", str(error))
        file = (root / name).resolve()
        if not file.is_relative_to(root) or not file.is_file():
            return refuse("404 Not Found", "no such file")
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        start_response("200 OK", [("Content-Type", kind)])
        return [file.read_bytes()]

    return serve
