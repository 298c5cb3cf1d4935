"""What the agent writes to standard error, which may end in the system's journal: never any content.

Our own sentences name no client. What libraries say may quote what they were given, and so may an exception: of
those only their kind and where they arose are written.
"""

import logging
import traceback


def log_discreetly() -> None:
    """Send warnings and errors to standard error, without content."""
    handler = logging.StreamHandler()
    handler.setFormatter(Discreet())
    logging.basicConfig(level=logging.WARNING, handlers=[handler])


class Discreet(logging.Formatter):
    """Writes our own messages as they are; of others, and of exceptions, the kind and the place."""

    def format(self, record: logging.LogRecord) -> str:
        """Write one line."""
        ours = record.name.split(".")[0] in ("agent", "protocol")
        text = record.getMessage() if ours else f"{record.levelname.lower()} in {record.name}"
        error = record.exc_info[1] if record.exc_info else None
        return f"framekeeper: {text}" if error is None else f"framekeeper: {text}: {kind_and_place(error)}"


def kind_and_place(error: BaseException) -> str:
    """Say what kind of error it is and where it was raised, as `KeyError at FILE:LINE`."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"
