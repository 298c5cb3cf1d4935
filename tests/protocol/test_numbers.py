"""The numbers for a crisis as data; what the extension gets of them is generated, and compared with the other files."""

from protocol.generate import GENERATED, files
from protocol.numbers import countries, known


def test_every_country_is_a_code_with_a_number_a_line_and_a_source() -> None:
    assert countries() == sorted(countries())
    for country in countries():
        found = known()["countries"][country]
        assert len(country) == 2
        assert country.isupper()
        assert set(found) == {"emergency", "lines", "source", "checked"}
        assert found["emergency"]
        assert found["source"]
        assert all(set(line) == {"name", "number"} for line in found["lines"])


def test_the_extension_gets_all_of_them_with_their_day() -> None:
    text = files()[GENERATED / "numbers.js"]
    assert known()["noted"] in text
    assert all(f'"{country}": {{' in text for country in countries())
