"""Rules that are too wide, or lead nowhere, are refused with a sentence that names the rule and the field."""

import pytest

from protocol.reading import BadAdapter, parse
from tests.protocol.test_reading import GOOD, changed

BAD = {
    "field hosts": [
        changed(hosts=["*"]),
        changed(hosts=["com"]),
        changed(hosts=[""]),
        changed(hosts=["https://sample.example.org/"]),
    ],
    "It applies nowhere": [changed(hosts=[])],
    "field name": [changed(name="../sample"), changed(controls=[GOOD["controls"][0], GOOD["controls"][0]])],
    "In field checked, 2026-02-31 is no day": [changed(checked="2026-02-31")],
    "it says nothing of the element": [changed(controls__0__find__0={}), changed(controls__0__find__0={"at": "^/"})],
    "group_has or group_lacks: there is no group": [changed(controls__0__find__0={"match": "a", "group_has": "b"})],
    "size: it ends before it begins": [changed(controls__0__find__0={"match": "a", "size": [30, 10]})],
    'In labels, list "like", language en': [
        changed(labels={"like": {"en": ["*"]}}),
        changed(labels={"like": {"en": [""]}}),
    ],
    'In scope "post", scopes stand in scopes without end': [
        changed(scopes={"post": "{post}"}),
        changed(scopes={"post": "{more}", "more": "{post}"}),
    ],
    'In finder "author", there is no scope named "tweet"': [changed(finders__author__0={"closest": "{tweet}"})],
    'In finder "author", field pattern: \\d+ has no group': [
        changed(finders__author__0={"read": "text", "pattern": "\\d+"})
    ],
    'In finder "author", the pattern (?P<id>x) can\'t be read': [changed(finders__author__0={"pattern": "(?P<id>x)"})],
    'In control "like", the pattern ( can\'t be read': [changed(controls__0__find__0={"match": "a", "at": "("})],
    "has no group 9": [changed(accounts__links__0__id="$9")],
    'nothing is named "name"': [changed(accounts__links__0__id="${name}")],
    "field finders": [changed(finders__author=[])],
}


@pytest.mark.parametrize(("sentence", "text"), [(name, text) for name, texts in BAD.items() for text in texts])
def test_what_is_too_wide_or_leads_nowhere_is_said(sentence: str, text: bytes) -> None:
    with pytest.raises(BadAdapter) as caught:
        parse(text)
    assert sentence in str(caught.value)
