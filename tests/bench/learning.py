"""`python -m tests.bench.learning`: learn `agent/practice/drafts/weights/weights.json` from the sentences of the bench.

A support vector machine with squared loss, trained by dual coordinate descent (Hsieh and others, ICML 2008): a page of
code, no dependency, and the same weights each time. `--without NAME` leaves a set out and says how well the others
foretell it, which is the fair figure for new features.
"""

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator

from agent.practice.drafts.phrases import FOLDER as PHRASES
from agent.practice.drafts.weighing import FOLDER, Weights, parts, read_classes
from tests.bench.sets import SENTENCES, SETS, count, read

Example = tuple[dict[str, float], bool]
ROUNDS, STRENGTH = 25, 2.0
SELDOM, LIGHT = 2, 0.08
"""A part in fewer texts isn't learnt from, and one that weighs less isn't kept."""
LEAN = 0.05
"""What must be exceeded for a hint, taken from the bias: higher means fewer and surer hints."""


def learn(examples: list[Example]) -> tuple[float, dict[str, float]]:
    """Learn the bias and the weight of each part from texts' parts and whether there should be a hint."""
    seen = Counter(part for shares, _ in examples for part in shares)
    rows = [
        ({p: x for p, x in shares.items() if seen[p] >= SELDOM}, 1 if telling else -1) for shares, telling in examples
    ]
    sizes = [1 + sum(x * x for x in shares.values()) + 0.5 / STRENGTH for shares, _ in rows]
    alphas, weights, bias = [0.0] * len(rows), dict.fromkeys(seen, 0.0), 0.0
    order, chance = list(range(len(rows))), random.Random(1)  # noqa: S311 - an order, not a secret
    for _ in range(ROUNDS):
        chance.shuffle(order)
        for row in order:
            shares, sign = rows[row]
            margin = sign * (bias + sum(weights[part] * x for part, x in shares.items()))
            before = alphas[row]
            alphas[row] = max(0.0, before - (margin - 1 + 0.5 * before / STRENGTH) / sizes[row])
            step = sign * (alphas[row] - before)
            if step:
                bias += step
                for part, x in shares.items():
                    weights[part] += step * x
    return bias - LEAN, {part: weight for part, weight in sorted(weights.items()) if abs(weight) >= LIGHT}


def examples(but: str | None = None) -> list[Example]:
    """Give the parts of each sentence of the sets but one, and of the examples beside the phrases."""
    classes = read_classes()
    kept = [file for file in SETS if file.stem != but]
    known = [(each["text"], bool(each["kinds"])) for file in kept for each in read(file)]
    return [(parts(text, classes), telling) for text, telling in [*known, *_of_phrases()]]


def _of_phrases() -> Iterator[tuple[str, bool]]:
    """The examples that stand beside the phrases are sentences too."""
    for file in sorted(PHRASES.glob("*.json")):
        for phrase in json.loads(file.read_text(encoding="utf-8"))["phrases"]:
            yield from ((text, True) for text in phrase["match"])
            yield from ((text, False) for text in phrase["innocent"])


def without(name: str) -> Weights:
    """Learn from all sets but one, which these weights can then be measured on."""
    return Weights(read_classes(), *learn(examples(name)))


def main() -> int:
    """Learn, and write the weights, or say how well a set that was left out is foretold."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.learning", description="Learn the weights of drafts.")
    parser.add_argument("--without", metavar="SET", help="measure on this set instead, and write nothing")
    name = parser.parse_args().without
    if name:
        counts, _ = count(read(SENTENCES / f"{name}.json"), without(name))
        sys.stdout.write(f"{name}: precision {counts.precision:.1f} %, recall {counts.recall:.1f} %\n")
        return 0
    bias, weights = learn(examples())
    whole = {"bias": round(bias, 3), "weights": {part: round(weight, 2) for part, weight in weights.items()}}
    (FOLDER / "weights.json").write_text(json.dumps(whole, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
