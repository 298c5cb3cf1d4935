"""The local agent: keeps the encrypted watch list and the override log, and answers the extension."""

__version__ = "0.1.0"
