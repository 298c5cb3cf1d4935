"""Drafts: what stands in the therapist's own composer is read in memory, and hints are given, never a hold.

Boundaries 6 and beyond (PRACTICE.md): no therapy anecdotes, even anonymous; content that teaches and doesn't diagnose,
prescribe or polarise. Nothing of a draft is kept, logged or counted.
"""

from agent.practice.drafts.reading import hints

__all__ = ["hints"]
