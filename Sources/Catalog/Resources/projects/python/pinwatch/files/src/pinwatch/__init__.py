"""Says what changed between two requirement files."""

from pinwatch.compare import Change, compare
from pinwatch.pins import PinError, read_pins

__version__ = "0.3.0"
__all__ = ["Change", "PinError", "compare", "read_pins"]
