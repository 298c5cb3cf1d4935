"""How many of the sentences in `sentences/` the check of drafts gets wrong, and how long one takes.

`docs/drafts.md` says who wrote which set, and what its first look was: the figure before anybody had read its misses.
Here each set is measured with weights that are learnt from the others alone. Times are the processor's, since reading a
sentence waits for nothing, and a busy machine would be measured instead.
"""

import time
from pathlib import Path

from tests.bench import learning
from tests.bench.rows import Row, p
from tests.bench.sets import SETS, count, hinted, read


async def measure(_folder: Path) -> list[Row]:
    """Read each sentence of each set, and a long draft that is made of them."""
    hinted("")  # reading the phrases takes most of a second, once
    rows, times, texts = [], [], []
    for file in SETS:
        sentences = read(file)
        counts, _ = count(sentences, learning.without(file.stem))
        times += count(sentences)[1]
        texts += [each["text"] for each in sentences if not each["kinds"]]
        name = f"in set {file.stem}, learnt without it"
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
