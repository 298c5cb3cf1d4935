import msgspec
import pytest

from agent.practice.policy.checking import problems
from tests.support.policies import NUMBERS, answers


def codes(kind: str, **more: object) -> list[str]:
    return [one.code for one in problems(answers(**more), NUMBERS) if one.kind == kind]


def test_a_whole_policy_has_no_problem() -> None:
    assert problems(answers(), NUMBERS) == []


@pytest.mark.parametrize(
    ("code", "chosen"),
    [
        ("follow_private", {"clients_may_follow": True, "page": "private"}),
        ("follow_no_page", {"clients_may_follow": True, "page": "none"}),
        ("comments_no_page", {"comments": "open", "page": "private"}),
        ("answered_no_channel", {"direct_messages": "answered"}),
        ("channel_not_answered", {"channels": ["portal", "social"]}),
        ("unread_in_record", {"direct_messages": "unread", "messages_in_record": "all"}),
        (
            "answered_not_recorded",
            {"direct_messages": "answered", "channels": ["portal", "social"], "messages_in_record": "none"},
        ),
        ("testimonials_not_shared", {"testimonials": "consent"}),
        ("testimonials_barred", {"testimonials": "consent", "sharing": "consent", "country": "AU"}),
    ],
)
def test_answers_that_contradict_each_other_are_said(code: str, chosen: dict[str, object]) -> None:
    assert codes("contradiction", **chosen) == [code]
    (found,) = (one for one in problems(answers(**chosen), NUMBERS) if one.kind == "contradiction")
    assert found.sentence.endswith(".")
    assert len(found.answers) == 2


def test_the_law_s_reason_is_said() -> None:
    chosen = answers(testimonials="consent", sharing="consent", country="AU")
    assert any("In Australia" in one.sentence for one in problems(chosen, NUMBERS))


@pytest.mark.parametrize(
    ("code", "chosen"),
    [
        ("therapist", {"therapist": " "}),
        ("practice", {"practice": ""}),
        ("country", {"country": ""}),
        ("portal", {"portal": ""}),
        ("email", {"email": ""}),
        ("phone", {"phone": "", "channels": ["text"]}),
        ("channels", {"channels": []}),
        ("effective", {"effective": "soon"}),
        ("effective", {"effective": "20261122"}),
    ],
)
def test_what_is_missing_is_said(code: str, chosen: dict[str, object]) -> None:
    assert codes("missing", **chosen) == [code]


def test_what_nobody_needs_is_not_missing() -> None:
    assert codes("missing", portal="", email="", channels=["phone"]) == []


def test_numbers_for_a_crisis_are_to_be_confirmed() -> None:
    for numbers in (None, msgspec.structs.replace(NUMBERS, confirmed=None)):
        (found,) = problems(answers(), numbers)
        assert (found.code, found.kind) == ("numbers", "missing")
