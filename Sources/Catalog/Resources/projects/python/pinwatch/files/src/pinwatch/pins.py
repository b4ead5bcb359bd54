"""Pins of a requirement file."""

from __future__ import annotations

from collections.abc import Iterable

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version


class PinError(ValueError):
    """A line that pins nothing."""


def read_pins(lines: Iterable[str]) -> dict[str, Version]:
    """The pinned version of each package; hashes, options and comments are passed over."""
    pins: dict[str, Version] = {}
    for number, line in enumerate(lines, start=1):
        text = line.split("#", 1)[0].strip().removesuffix("\\").strip()
        if not text or text.startswith("-"):
            continue
        try:
            requirement = Requirement(text)
        except InvalidRequirement as error:
            raise PinError(f"line {number}: not a requirement: {text}") from error
        specifiers = list(requirement.specifier)
        if len(specifiers) != 1 or specifiers[0].operator != "==":
            raise PinError(f"line {number}: {requirement.name} is not pinned with ==")
        pins[canonicalize_name(requirement.name)] = Version(specifiers[0].version)
    return pins
