"""Clients and their accounts: who is listed."""

from agent.watchlist.index import Match
from agent.watchlist.watchlist import WatchList

__all__ = ["Match", "WatchList"]
