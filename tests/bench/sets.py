"""The sets of sentences in `sentences/`, and what the check of drafts makes of them."""

import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from agent.practice.drafts import hints, weighing
from agent.practice.drafts.phrases import shipped
from agent.practice.drafts.weighing import Weights
from protocol.messages.drafts import DraftHint

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


def hinted(text: str, weights: Weights | None = None) -> list[DraftHint]:
    """Give the hints of a text as the agent does, with the weights that are shipped or with others."""
    return hints(text, shipped().for_text(text), (), weights or weighing.shipped())


def count(sentences: list[dict[str, Any]], weights: Weights | None = None) -> tuple[Counts, list[float]]:
    """Count hints where none should be and none where one should; give also the processor's seconds for each."""
    counts, times = Counts(), []
    for sentence in sentences:
        began = time.thread_time()
        found = bool(hinted(sentence["text"], weights))
        times.append(time.thread_time() - began)
        counts.add(found, bool(sentence["kinds"]))
    return counts, times
