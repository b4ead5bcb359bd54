"""Files behind signed links which expire."""

from signpost.links import LinkError, Links
from signpost.wsgi import application

__version__ = "1.1.0"
__all__ = ["LinkError", "Links", "application"]
