import csv
import io
import json

from agent.watchlist.export import to_csv, to_json
from protocol.messages.watchlist import Account, Client

JAMIE = Client(
    "c-1",
    "=J. D.",
    ["Jamie Doe", "+J"],
    "former",
    "2026-11",
    "@notes",
    [Account("x:jamie_doe")],
    "then",
    "now",
    archived=True,
)


def test_formulas_are_no_formulas_in_csv() -> None:
    heading, row = csv.reader(io.StringIO(to_csv([JAMIE]).decode("utf-8-sig"), newline=""))
    told = dict(zip(heading, row, strict=True))
    assert told == {
        "label": "'=J. D.",
        "names": "Jamie Doe\n+J",
        "status": "former",
        "since": "2026-11",
        "accounts": "x:jamie_doe",
        "notes": "'@notes",
        "added": "then",
        "changed": "now",
        "archived": "yes",
    }


def test_json_has_all_that_is_known() -> None:
    (client,) = json.loads(to_json([JAMIE]))["clients"]
    assert (client["label"], client["accounts"][0]["key"], client["archived"]) == ("=J. D.", "x:jamie_doe", True)
