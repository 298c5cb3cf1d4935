"""The texts that go on paper."""

import pytest

from agent.texts import extension_folder, texts


@pytest.mark.parametrize(("lang", "said"), [("en", "overridden"), ("en-US", "overridden"), ("xx", "overridden")])
def test_a_language_without_texts_speaks_english(lang: str, said: str) -> None:
    assert texts(lang)("outcome_overridden") == said


def test_other_languages_are_spoken_and_values_take_their_places() -> None:
    assert texts("de")("outcome_overridden") != texts("es")("outcome_overridden") != texts("en")("outcome_overridden")
    assert texts("en")("pageNumber", 3) == "Page 3"


@pytest.mark.parametrize("lang", ["../background", "", "en/../../x"])
def test_no_other_folder_is_read(lang: str) -> None:
    assert texts(lang)("log") == texts("en")("log")


def test_the_extension_is_where_its_manifest_is() -> None:
    assert (extension_folder() / "manifest.json").is_file()
