"""How many sentences of `sentences.json` the check of drafts gets wrong, and how long one takes.

The sentences were written without a look at the phrases: 400 in three languages, half of them innocent. They are for
measuring; phrases that are fitted to them need other sentences to be measured by.
"""

import json
import time
from pathlib import Path

from agent.practice.drafts import hints
from agent.practice.drafts.phrases import shipped
from tests.bench.rows import Row, p

SENTENCES = Path(__file__).with_name("sentences.json")


async def measure(_folder: Path) -> list[Row]:
    """Read each sentence, and count hints where none should be and none where one should."""
    phrases = shipped().good
    hinted = wrong = missed = telling = 0
    times = []
    for sentence in json.loads(SENTENCES.read_text(encoding="utf-8")):
        began = time.perf_counter()
        found = bool(hints(sentence["text"], phrases))
        times.append(time.perf_counter() - began)
        hinted += found
        wrong += found and not sentence["kinds"]
        telling += bool(sentence["kinds"])
        missed += bool(sentence["kinds"]) and not found
    return [
        Row("wrong hints in drafts (precision 95 %)", 100 * wrong / hinted, "%", 5.0, f"{wrong} of {hinted}"),
        Row(
            "phrases in drafts without a hint (recall 90 %)",
            100 * missed / telling,
            "%",
            10.0,
            f"{missed} of {telling}",
        ),
        Row("a sentence of a draft, 99th percentile", p(times, 99) * 1000, "ms", 2.0),
    ]
