import json
import math
import re

import pytest

from agent.practice.drafts import hints, weighing
from agent.practice.drafts.phrases import Phrase
from agent.practice.drafts.reading import WEIGHED
from agent.practice.drafts.weighing import Classes, Side, Weights, parts
from tests.bench import learning
from tests.bench.sets import hinted

CLASSES = Classes({"condition": ["depress*", "*phobie"], "you": ["du", "you"]})


def test_a_class_has_whole_words_beginnings_and_endings() -> None:
    assert CLASSES.of("depressive") == ["condition"]
    assert CLASSES.of("sozialphobie") == ["condition"]
    assert CLASSES.of("you") == ["you"]
    assert CLASSES.of("your") == []


def test_a_text_is_made_of_words_their_ends_and_classes_with_what_stands_near() -> None:
    found = parts("You seem depressed, 50 times!", CLASSES)
    wanted = {
        "you",
        "depr-",
        "depres-",
        "-sed",
        "you seem",
        "0",
        "<you>",
        "<you> seem",
        "<you> <condition>",
        "short text",
    }
    assert wanted | {"<condition> & <you>"} <= set(found)
    assert math.isclose(sum(share * share for share in found.values()), 1)


def test_how_long_a_text_is_counts() -> None:
    assert "middling text" in parts("a " * 12, CLASSES)
    assert "long text" in parts("a " * 26, CLASSES)
    assert set(parts("", CLASSES)) == {"^ $", "short text"}


def test_weights_add_up_and_unknown_parts_count_nothing() -> None:
    found = Weights(CLASSES, Side(-0.5, {"you": 10.0}), Side(-0.7, {"a phrase of diagnosis": 10.0}))
    assert found.weigh("You there") > 0
    assert found.weigh("They there") == -0.5
    assert found.weigh("They there", ["diagnosis"]) > 0


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("He hit the drum so hard that the skin broke, and then he said his brother's name to me at last.", "client"),
        ("That goalkeeper on the telly? You can see the paranoia from here, it's a delusional disorder.", "diagnosis"),
        ("Mate, chuck the citalopram and start rhodiola, 400 mg.", "prescription"),
    ],
)
def test_what_no_phrase_is_sure_of_is_hinted_at_as_a_whole(text: str, kind: str) -> None:
    (hint,) = hints(text, (), (), weighing.shipped())
    assert (hint.kind, hint.phrase) == (kind, WEIGHED)
    assert hint.words in text


def test_the_heaviest_sentence_of_a_long_draft_is_hinted_at_once() -> None:
    calm = "The garden is quiet and the kettle is on. " * 9
    story = "She sat across from me at four and told me about her brother for the first time."
    found = hints(f"{calm}{story} {calm}", (), (), weighing.shipped())
    assert [hint.words for hint in found] == [story]


def test_what_a_phrase_got_wrong_is_taken_back_by_the_post_as_a_whole_but_own_topics_stay() -> None:
    text = "The book tells of a psychiatrist in Vienna and the patients who never came back."
    rash = Phrase("en", "rash", "client", re.compile("patients"), None, (), False)
    assert [hint.kind for hint in hints(text, [rash])] == ["client"]
    assert [hint.kind for hint in hints(text, [rash], ["vienna"], weighing.shipped())] == ["topic"]


def test_a_clear_phrase_stands_among_much_that_is_innocent() -> None:
    calm = "The library turns a hundred and there is cake. " * 3
    assert [hint.kind for hint in hinted(f"{calm}A client told me today that she cried. {calm}")] == ["client"]


def test_weights_are_those_that_the_sentences_of_the_bench_teach() -> None:
    kept = json.loads((weighing.FOLDER / "weights.json").read_text(encoding="utf-8"))
    assert kept.keys() == learning.SIDES.keys()
    for name, side in learning.sides().items():
        assert kept[name]["bias"] == pytest.approx(side.bias, abs=0.01)
        assert kept[name]["weights"] == pytest.approx(side.weights, abs=0.02)


def test_learning_tells_apart_what_can_be_told_apart() -> None:
    texts = [
        ("you are depressed", True),
        ("du hast sozialphobie", True),
        ("nice weather", False),
        ("lovely soup", False),
    ]
    found = learning.learn([(parts(text, CLASSES), telling) for text, telling in texts * 3])
    assert [found.weigh(parts(text, CLASSES)) > 0 for text, _ in texts] == [telling for _, telling in texts]
