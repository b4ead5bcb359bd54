"""Wraps and unwraps paragraphs of plain text."""

from binwrap.paragraphs import paragraphs, unwrap, wrap

__version__ = "0.5.0"
__all__ = ["paragraphs", "unwrap", "wrap"]
