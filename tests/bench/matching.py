"""How long a shown name takes against 10,000 clients; names put together from the census's, half of them listed."""

import random
import time
from pathlib import Path

from agent.watchlist.matching import Register
from tests.agent.watchlist.matching.pairs import GIVEN, SURNAMES
from tests.bench.rows import Row, p

CLIENTS, NAMES = 10_000, 3_000


async def measure(_folder: Path) -> list[Row]:
    """Fill a register, then ask for names."""
    dice = random.Random(1)  # noqa: S311 - seeded on purpose
    listed = [f"{dice.choice(GIVEN)} {dice.choice(SURNAMES)}" for _ in range(CLIENTS)]
    register = Register()
    for number, name in enumerate(listed):
        register.put(f"c-{number}", name)
    register.resembling(listed[0])  # loads what is loaded at the first need
    times = []
    for number in range(NAMES):
        name = dice.choice(listed) if number % 2 else f"{dice.choice(GIVEN)} {dice.choice(SURNAMES)}"
        began = time.perf_counter()
        register.resembling(name)
        times.append(time.perf_counter() - began)
    note = f"99th percentile {p(times, 99) * 1000:.2f} ms"
    return [Row("a shown name against 10,000 clients, median", p(times, 50) * 1000, "ms", 1.0, note)]
