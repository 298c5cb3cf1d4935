"""Which clients a shown name resembles: sans-IO, and what is asked is forgotten with the answer."""

from agent.watchlist.matching.naming import Naming
from agent.watchlist.matching.register import Register, Resemblance

__all__ = ["Naming", "Register", "Resemblance"]
