"""All warnings and what became of them: a signed chain of events."""
