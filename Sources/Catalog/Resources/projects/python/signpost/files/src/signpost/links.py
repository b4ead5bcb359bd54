"""Signed links."""

from __future__ import annotations

from itsdangerous import BadSignature, SignatureExpired, URLSafeTimedSerializer


class LinkError(Exception):
    """A link that was not signed here, or whose time is over."""


class Links:
    """Signs the names of files and reads them back.

    ``lifetime`` is in seconds.
    """

    def __init__(self, key: bytes, lifetime: int) -> None:
        if len(key) < 16:
            raise ValueError("a key needs at least 16 bytes")
        self._serializer = URLSafeTimedSerializer(key, salt="signpost.file")
        self._lifetime = lifetime

    def path(self, name: str) -> str:
        """The path of a link to the file ``name``."""
        return f"/{self._serializer.dumps(name)}"

    def name(self, path: str) -> str:
        """The name of the file that the link at ``path`` leads to."""
        try:
            return self._serializer.loads(path.removeprefix("/"), max_age=self._lifetime)
        except SignatureExpired as error:
            raise LinkError("this link has expired") from error
        except BadSignature as error:
            raise LinkError("this link is not valid") from error
