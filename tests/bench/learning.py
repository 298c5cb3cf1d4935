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
from functools import cache
from operator import mul

from agent.practice.drafts import hints
from agent.practice.drafts.phrases import FOLDER as PHRASES
from agent.practice.drafts.phrases import shipped
from agent.practice.drafts.weighing import FOLDER, Classes, Side, Weights, parts, read_classes
from tests.bench.sets import SENTENCES, SETS, count, read

Example = tuple[dict[str, float], bool]
SIDES = {"tell": {"tell", "client", "session"}, "diagnose": {"diagnose", "diagnosis", "prescription"}}
"""By side of the scale, what the sets and the phrases call it."""
ROUNDS, STRENGTH = 12, 2.0
SELDOM, LIGHT = 2, 0.08
"""A part in fewer texts isn't learnt from, and one that weighs less isn't kept."""
WRITTEN_FROM = "abcde"
"""Sets that the phrases were written from: that they are right there says nothing, so it isn't learnt."""
LEAN = 0.15
"""What must be exceeded for a hint, taken from the bias: higher means fewer and surer hints."""


def learn(examples: list[Example]) -> Side:
    """Learn the bias and the weight of each part from texts' parts and whether there should be a hint."""
    seen = Counter(part for shares, _ in examples for part in shares)
    names = sorted(part for part, times in seen.items() if times >= SELDOM)
    number = {part: place for place, part in enumerate(names)}
    rows = [
        (
            [number[p] for p in shares if p in number],
            [x for p, x in shares.items() if p in number],
            1 if telling else -1,
        )
        for shares, telling in examples
    ]
    sizes = [1 + sum(x * x for x in amounts) + 0.5 / STRENGTH for _, amounts, _ in rows]
    alphas, weights, bias = [0.0] * len(rows), [0.0] * len(names), 0.0
    order, chance = list(range(len(rows))), random.Random(1)  # noqa: S311 - an order, not a secret
    for _ in range(ROUNDS):
        chance.shuffle(order)
        for row in order:
            places, amounts, sign = rows[row]
            margin = sign * (bias + sum(map(mul, map(weights.__getitem__, places), amounts)))
            before = alphas[row]
            alphas[row] = max(0.0, before - (margin - 1 + 0.5 * before / STRENGTH) / sizes[row])
            step = sign * (alphas[row] - before)
            if step:
                bias += step
                for place, x in zip(places, amounts, strict=True):
                    weights[place] += step * x
    kept = {name: weight for name, weight in zip(names, weights, strict=True) if abs(weight) >= LIGHT}
    return Side(bias - LEAN, kept)


def sides(but: str | None = None) -> dict[str, Side]:
    """Learn each side of the scale from all sets but one, and from the examples beside the phrases."""
    known = [
        (_parts(each["text"], file.stem not in WRITTEN_FROM), set(each["kinds"]))
        for file in SETS
        if file.stem != but
        for each in read(file)
    ]
    known += [(_parts(text, False), kinds) for text, kinds in _of_phrases()]
    return {
        side: learn([(shares, bool(kinds & own)) for shares, kinds in known if kinds & own or not kinds])
        for side, own in SIDES.items()
    }


@cache
def _parts(text: str, phrases: bool) -> dict[str, float]:
    """What a text is made of, with the phrases in it or without; once, since learning without each set asks again."""
    found = {hint.kind for hint in hints(text, shipped().for_text(text))} if phrases else set()
    return parts(text, _classes(), found)


@cache
def _classes() -> Classes:
    return read_classes()


def _of_phrases() -> Iterator[tuple[str, set[str]]]:
    """The examples that stand beside the phrases are sentences too, each with the kind that it is."""
    for file in sorted(PHRASES.glob("*.json")):
        for phrase in json.loads(file.read_text(encoding="utf-8"))["phrases"]:
            yield from ((text, {phrase["kind"]}) for text in phrase["match"])
            yield from ((text, set()) for text in phrase["innocent"])


@cache
def without(name: str) -> Weights:
    """Learn from all sets but one, which these weights can then be measured on."""
    return Weights(_classes(), **sides(name))


def main() -> int:
    """Learn, and write the weights, or say how well a set that was left out is foretold."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.learning", description="Learn the weights of drafts.")
    parser.add_argument("--without", metavar="SET", help="measure on this set instead, and write nothing")
    name = parser.parse_args().without
    if name:
        counts, _ = count(read(SENTENCES / f"{name}.json"), without(name))
        sys.stdout.write(f"{name}: precision {counts.precision:.1f} %, recall {counts.recall:.1f} %\n")
        return 0
    whole = {
        name: {
            "bias": round(side.bias, 3),
            "weights": {part: round(weight, 2) for part, weight in side.weights.items()},
        }
        for name, side in sides().items()
    }
    (FOLDER / "weights.json").write_text(json.dumps(whole, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
