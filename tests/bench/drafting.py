"""How many of the sentences in `sentences/` the check of drafts gets wrong, and how long one takes.

`docs/drafts.md` says who wrote which set, and what its first look was: the figure before anybody had read its misses.
A set that was looked at is for developing, and its figure says only that nothing was lost since. Times are the
processor's, since reading a sentence waits for nothing, and a busy machine would be measured instead.
"""

import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from agent.practice.drafts import hints, weighing
from agent.practice.drafts.phrases import shipped
from protocol.messages.drafts import DraftHint
from tests.bench.rows import Row, p

SENTENCES = Path(__file__).with_name("sentences")
SETS = sorted(SENTENCES.glob("*.json"))


@dataclass
class Counts:
    """Sentences of a set: how many have a hint, and how many should."""

    hinted: int = 0
    wrong: int = 0
    telling: int = 0
    missed: int = 0

    def add(self, hinted: bool, telling: bool) -> None:
        """Count a sentence: whether it has a hint, and whether it should."""
        self.hinted += hinted
        self.wrong += hinted and not telling
        self.telling += telling
        self.missed += telling and not hinted

    @property
    def precision(self) -> float:
        """Of the sentences with a hint, the percentage that should have one."""
        return 100 - 100 * self.wrong / self.hinted

    @property
    def recall(self) -> float:
        """Of the sentences that should have a hint, the percentage that has one."""
        return 100 - 100 * self.missed / self.telling


def read(file: Path) -> list[dict[str, Any]]:
    """Read a set: each sentence with its `language`, its `text`, and its `kinds`, empty for an innocent one."""
    found: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))
    return found


def hinted(text: str) -> list[DraftHint]:
    """Give the hints of a text as the agent does, with the phrases and the weights that are shipped."""
    return hints(text, shipped().for_text(text), (), weighing.shipped())


def count(sentences: list[dict[str, Any]]) -> tuple[Counts, list[float]]:
    """Count hints where none should be and none where one should; give also the processor's seconds for each sentence."""
    counts, times = Counts(), []
    for sentence in sentences:
        began = time.thread_time()
        found = bool(hinted(sentence["text"]))
        times.append(time.thread_time() - began)
        counts.add(found, bool(sentence["kinds"]))
    return counts, times


async def measure(_folder: Path) -> list[Row]:
    """Read each sentence of each set, and a long draft that is made of them."""
    hinted("")  # reading the phrases takes most of a second, once
    rows, times, texts = [], [], []
    for file in SETS:
        sentences = read(file)
        counts, taken = count(sentences)
        times += taken
        texts += [each["text"] for each in sentences if not each["kinds"]]
        name = f"in set {file.stem}"
        rows += [
            Row(f"wrong hints {name}", 100 - counts.precision, "%", 5.0, f"{counts.wrong} of {counts.hinted}"),
            Row(f"missed {name}", 100 - counts.recall, "%", 10.0, f"{counts.missed} of {counts.telling}"),
        ]
    long = " ".join(texts)[:20_000]
    began = time.thread_time()
    hinted(long)
    taken_long = time.thread_time() - began
    return [
        *rows,
        Row("a sentence of a draft, processor, median", p(times, 50) * 1000, "ms", 2.0),
        Row("a sentence of a draft, processor, 99th percentile", p(times, 99) * 1000, "ms", 2.0),
        Row("a draft of 20,000 letters, processor", taken_long * 1000, "ms", 500.0),
    ]
