"""How long a reply looks from outside: a hit and a miss must not differ, for any number of accounts.

Lengths are those of records (`protocol/channel.py`), in bytes. `Verdicts` is the one reply that goes out without a
press, so it gets a floor that depends on the number of verdicts only.
"""

from typing import get_args

import msgspec

from protocol.messages import Answer, Notice
from protocol.messages.warnings import Verdict, Verdicts
from protocol.messages.words import Interaction, VerdictName

encode = msgspec.json.Encoder().encode

_ALL = list(get_args(Interaction))
VERDICT_SIZE = max(len(encode(Verdict(name, _ALL, _ALL))) for name in get_args(VerdictName)) + 1
"""The longest verdict in JSON, with the comma after it."""
_LARGEST = 2**63 - 1
VERDICTS_SIZE = 4 + len(encode(Answer(_LARGEST, Verdicts(_LARGEST, []))))
"""The length's four bytes and all of an answer with verdicts but those, with the longest numbers."""


def floor(message: Answer | Notice) -> int:
    """Give the least length of the record that carries a message; 0 where the message itself tells nothing."""
    body = message.body
    return VERDICTS_SIZE + VERDICT_SIZE * len(body.verdicts) if isinstance(body, Verdicts) else 0
