import msgspec
import pytest

from agent.errors import AlreadyThere, BadInput, NotFound
from agent.practice import Practice
from agent.practice.consents import Consents
from protocol.messages.practice_consents import ConsentAdd, ConsentList, ConsentSays
from tests.support.practising import JAMIE, ROBIN, Turning


def test_a_consent_is_given_today_unless_said_otherwise(practice: Practice) -> None:
    given = practice.consents.add(ConsentAdd(JAMIE, "photograph", " On the front page ", " Instagram "), "J. D.")
    assert (given.given, given.state, given.scope, given.platform) == (
        "2026-11-22",
        "valid",
        "On the front page",
        "instagram",
    )
    assert practice.consents.show(given.id) == given
    earlier = practice.consents.add(ConsentAdd(JAMIE, "sharing", given="2025-01-31"), "J. D.")
    assert earlier.given == "2025-01-31"


def test_a_consent_holds_until_its_last_day(practice: Practice, clock: Turning) -> None:
    given = practice.consents.add(ConsentAdd(JAMIE, "sharing", expires="2026-11-23"), "J. D.")
    clock.pass_days(1)
    assert practice.consents.show(given.id).state == "valid"
    clock.pass_days(1)
    assert practice.consents.show(given.id).state == "expired"


def test_a_consent_is_withdrawn_by_a_day_and_stays(practice: Practice, clock: Turning) -> None:
    given = practice.consents.add(ConsentAdd(JAMIE, "sharing", given="2026-11-01"), "J. D.")
    gone = practice.consents.withdraw(given.id, "2026-11-20")
    assert (gone.state, gone.withdrawn) == ("withdrawn", "2026-11-20")
    with pytest.raises(AlreadyThere, match="2026-11-20"):
        practice.consents.withdraw(given.id, None)
    clock.pass_days(3)
    other = practice.consents.add(ConsentAdd(JAMIE, "sharing"), "J. D.")
    assert practice.consents.withdraw(other.id, None).withdrawn == "2026-11-25"


@pytest.mark.parametrize(
    ("request_", "said"),
    [
        pytest.param(ConsentAdd(JAMIE, "sharing", given="2026-11-23"), "still to come", id="given tomorrow"),
        pytest.param(ConsentAdd(JAMIE, "sharing", given="2026-13-01"), "isn't a day", id="no day"),
        pytest.param(
            ConsentAdd(JAMIE, "sharing", given="2026-11-02", expires="2026-11-01"), "before it was given", id="order"
        ),
    ],
)
def test_days_that_can_t_be_are_refused(practice: Practice, request_: ConsentAdd, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        practice.consents.add(request_, "J. D.")
    assert practice.consents.page(ConsentList()).consents == []


@pytest.mark.parametrize(("on", "said"), [("2026-11-01", "given on 2026-11-02"), ("2026-11-23", "still to come")])
def test_a_consent_isn_t_withdrawn_before_it_was_given_nor_tomorrow(practice: Practice, on: str, said: str) -> None:
    given = practice.consents.add(ConsentAdd(JAMIE, "sharing", given="2026-11-02"), "J. D.")
    with pytest.raises(BadInput, match=said):
        practice.consents.withdraw(given.id, on)
    assert practice.consents.show(given.id) == given


def test_what_isn_t_there_is_said(practice: Practice) -> None:
    for act in (practice.consents.show, practice.consents.remove, lambda one: practice.consents.withdraw(one, None)):
        with pytest.raises(NotFound, match="consent list"):
            act("k-nothing")


def test_what_the_law_of_the_place_bars_does_not_count_and_says_why(practice: Practice) -> None:
    there = Consents(practice.base, lambda: "AU")
    given = there.add(ConsentAdd(JAMIE, "testimonial"), "J. D.")
    assert given.state == "barred"
    assert given.bar is not None
    assert ("Australia" in given.bar.reason, "133" in given.bar.source, given.bar.checked) == (True, True, False)
    assert practice.consents.show(given.id).state == "valid"
    assert there.withdraw(given.id, None).state == "withdrawn"
    assert there.add(ConsentAdd(JAMIE, "photograph"), "J. D.").state == "valid"


def test_they_are_listed_the_latest_first_of_all_or_one_in_pages(practice: Practice) -> None:
    for day in ("2026-11-03", "2026-11-01", "2026-11-02"):
        practice.consents.add(ConsentAdd(JAMIE, "sharing", given=day), "J. D.")
    robins = practice.consents.add(ConsentAdd(ROBIN, "sharing", given="2026-11-05"), "R. H.")
    page = practice.consents.page(ConsentList(limit=3))
    assert [one.given[-1] for one in page.consents] == ["5", "3", "2"]
    assert page.more == 3
    rest = practice.consents.page(ConsentList(limit=3, skip=3))
    assert ([one.given[-1] for one in rest.consents], rest.more) == (["1"], None)
    assert practice.consents.page(ConsentList(ROBIN)).consents == [robins]
    assert len(msgspec.json.encode(robins)) < 1000


def test_the_best_consent_counts_and_then_why_none_does(practice: Practice, clock: Turning) -> None:
    says = practice.consents.says
    assert says(JAMIE, "follow", "x") is None
    assert says(JAMIE, "share", "x") == ConsentSays("none")
    practice.consents.add(ConsentAdd(JAMIE, "photograph", expires="2026-11-22"), "J. D.")
    assert says(JAMIE, "share", "x") == ConsentSays("valid", "photograph", "", "2026-11-22")
    assert says(JAMIE, "mention", "x") == ConsentSays("none")
    clock.pass_days(1)
    assert says(JAMIE, "share", "x") == ConsentSays("expired", "photograph", "", "2026-11-22")
    given = practice.consents.add(ConsentAdd(JAMIE, "sharing"), "J. D.")
    assert says(JAMIE, "share", "x") == ConsentSays("valid", "sharing")
    practice.consents.withdraw(given.id, None)
    assert says(JAMIE, "share", "x") == ConsentSays("withdrawn", "sharing", "", "2026-11-23")


def test_where_the_law_bars_it_a_warning_says_so(practice: Practice) -> None:
    there = Consents(practice.base, lambda: "AU")
    there.add(ConsentAdd(JAMIE, "testimonial"), "J. D.")
    says = there.says(JAMIE, "share", "x")
    assert says is not None
    assert says.state == "barred"
