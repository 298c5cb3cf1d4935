from agent.practice.record import About, Words, document, markdown
from agent.texts import texts
from protocol.messages.log import Checkpoint
from protocol.messages.timeline import Detail, Moment
from protocol.messages.watchlist import Account, Client

CHECKPOINT = Checkpoint(7, "aa", "2026-11-22T10:00:00.000Z", "bb", "cc")
NOW = "2026-11-22T10:00:00.000Z"
JAMIE = Client(
    "c-1", "J. D.", ["Jamie Doe"], "former", "2026-11", "Knows Kim.", [Account("x:jamie", ["x:jd"])], NOW, NOW
)
MOMENTS = [
    Moment(
        "supervision",
        "dilemma:1",
        "2026-10-31",
        ["timelineDilemma"],
        details=[Detail("dilemma_facts", text="Kim said so."), Detail("dilemma_consulted", text="Sam", of_others=True)],
    ),
    Moment(
        "contact",
        "contact:1",
        "2026-11-01",
        ["timelineContact", "contact_met"],
        platform="x",
        details=[Detail("columnBy", ["by_client"]), Detail("columnAccount", text="x:jamie")],
    ),
    Moment("policy", "policy:2", "2026-11-02", ["timelinePolicySigned"], values=["2"]),
]


def made(*, others: bool, client: Client | None = JAMIE, language: str = "en") -> str:
    about = About("J. D.", client, None, None, others=others)
    scrub = None if others else lambda text: text.replace("Kim", "Client A")
    return markdown(document(about, MOMENTS, CHECKPOINT, Words(texts(language), {"x": "X"}, scrub)))


def test_a_record_tells_who_what_and_when_by_month_and_ends_with_the_checkpoint() -> None:
    text = made(others=True)
    assert text.index("## 2026-10") < text.index("## 2026-11") < text.index("## Checkpoint")
    for line in (
        "- Names: Jamie Doe",
        "- Since: 2026-11",
        "- X: jamie, jd (The client told me)",
        "- Consulted: Sam",
        "Contact: Met offline (X)",
        "- Account: jamie",
        "Version 2 of the policy signed",
        "- For the record: 3 entries",
        "- From and to: 2026-10-31 – 2026-11-02",  # noqa: RUF001 - as it stands there
    ):
        assert line in text


def test_without_others_what_was_typed_is_scrubbed_and_what_is_theirs_left_out() -> None:
    text = made(others=False)
    assert "Kim" not in text
    assert "Sam" not in text
    assert "- Facts: Client A said so." in text


def test_it_speaks_other_languages_and_of_one_who_is_off_the_list() -> None:
    text = made(others=False, client=None, language="de")
    assert text.startswith("# Akte zu J. D.")
    assert "nicht mehr auf der Liste" in text or texts("de")("offTheList") in text


def test_nothing_recorded_is_said() -> None:
    about = About("J. D.", JAMIE, "2026-01-01", None, others=True)
    text = markdown(document(about, [], CHECKPOINT, Words(texts("en"), {})))
    assert "Nothing stands here." in text
    assert "2026-01-01 – …" in text  # noqa: RUF001 - as it stands there
