"""One small file a noun: message in, reply out.

A new command is a function under `@handles` in one of these modules, or in a new one and a line here.
"""

from importlib import import_module

MODULES = (
    "state",
    "pairing",
    "clients",
    "imports",
    "exports",
    "own",
    "practice",
    "policy",
    "givings",
    "consents",
    "contacts",
    "profiles",
    "crisis_holds",
    "crisis",
    "supervision",
    "timeline",
    "due",
    "check",
    "keys",
    "warnings",
    "missed",
    "log",
    "proof",
    "retention",
    "practice_past",
    "settings",
    "files",
    "drafts",
    "autostart",
)


def load() -> None:
    """Register all commands; whoever dispatches calls this first."""
    for name in MODULES:
        import_module(f"agent.commands.{name}")
