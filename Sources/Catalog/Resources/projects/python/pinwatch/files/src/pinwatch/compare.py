"""The difference between two sets of pins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from packaging.version import Version


@dataclass(frozen=True)
class Change:
    """A package whose pin differs; a missing side is ``None``."""

    package: str
    before: Version | None
    after: Version | None

    @property
    def kind(self) -> str:
        """``added``, ``removed``, ``raised`` or ``lowered``."""
        if self.before is None:
            return "added"
        if self.after is None:
            return "removed"
        return "raised" if self.after > self.before else "lowered"

    def __str__(self) -> str:
        versions = " -> ".join(str(version) for version in (self.before, self.after) if version)
        return f"{self.kind:<8} {self.package} {versions}"


def compare(before: Mapping[str, Version], after: Mapping[str, Version]) -> list[Change]:
    """Every package whose pin differs, by name."""
    return [
        Change(package, before.get(package), after.get(package))
        for package in sorted(before.keys() | after.keys())
        if before.get(package) != after.get(package)
    ]
