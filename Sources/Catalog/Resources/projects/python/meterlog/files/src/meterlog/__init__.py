"""Daily consumption from electricity meter readings."""

__version__ = "0.9.2"
