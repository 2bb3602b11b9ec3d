"""The command line: `proviso …`."""

from api.cli.app import main

__all__ = ["main"]
