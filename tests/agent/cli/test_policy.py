import json
import re
from pathlib import Path

import pytest

from tests.support.command import Commands, Inside

ANSWERS = {
    "therapist": "Ada Quill",
    "practice": "Quill Practice",
    "profession": "psychologist",
    "country": "US",
    "portal": "https://portal.example.org",
    "effective": "2026-01-01",
}


@pytest.fixture
def commands(commands: Commands) -> Commands:
    return Inside(commands.home)


def line(value: object) -> str:
    return json.dumps(value) + "\n"


def test_a_policy_from_the_first_answer_to_a_signature(commands: Commands, tmp_path: Path) -> None:
    secret = commands.secret
    assert "No version yet" in commands.ok("policy", "versions", *secret).out
    half = commands.ask("policy", "draft", "--stdin", *secret, stdin=line({"therapist": "Ada Quill"}))
    assert (half["answers"]["therapist"], len(half["problems"])) == ("Ada Quill", 3)
    assert "practice is missing" in commands.run("policy", "finish", *secret).err
    commands.ok("policy", "draft", "--stdin", *secret, stdin=line(ANSWERS))
    assert "Not confirmed yet" in commands.ok("practice", "numbers", "US", *secret).out
    assert commands.ask("practice", "numbers", "US", "--confirm", *secret)["confirmed"]
    assert "Nothing is missing" in commands.ok("policy", "draft", *secret).out
    assert "version 1 now" in commands.ok("policy", "finish", *secret).out
    assert "within 2 working days" in commands.ok("policy", "show", "--version", "1", *secret).out
    assert "Werktagen" in commands.ok("policy", "show", "--language", "de", "--consent-clause", *secret).out
    output = tmp_path / "policy.html"
    made = commands.ask("policy", "export", "--version", "1", "--format", "html", "--output", str(output), *secret)
    assert made["name"] == "social-media-policy-version-1-en.html"
    assert output.stat().st_size == made["bytes"]
    again = commands.run("policy", "export", "--format", "html", "--output", str(output), *secret)
    assert (again.status, "exists already" in again.err) == (1, True)
    commands.ok("client", "add", "J. D.", *secret)
    assert "J. D." in commands.ok("policy", "clients", "--missing", *secret).out
    said = commands.ok("policy", "give", "J. D.", "--given", "2026-01-02", "--signed", "2026-01-03", *secret).out
    assert said == "J. D.: version 1 given on 2 Jan 2026, signed on 3 Jan 2026.\n"
    assert "Nobody is missing" in commands.ok("policy", "clients", "--missing", *secret).out
    refused = commands.run("policy", "versions", "--delete", "1", *secret)
    assert (refused.status, "have signed version 1" in refused.err) == (1, True)
    commands.ok("policy", "draft", "--stdin", *secret, stdin=line({"response_days": 3}))
    assert "+ I answer within 3 working days." in commands.ok("policy", "diff", "1", *secret).out
    commands.ok("policy", "draft", "--discard", *secret)
    assert commands.ask("policy", "versions", "--reviewed", *secret)["signed"] == 1
    back = commands.ask("policy", "give", "J. D.", "--take-back", "--version", "1", *secret, "--json")
    assert back["givings"] == []


def test_signed_dates_are_checked_and_taken_in(commands: Commands, tmp_path: Path) -> None:
    secret = commands.secret
    commands.ok("client", "add", "J. D.", *secret)
    commands.ok("practice", "numbers", "US", "--confirm", *secret)
    commands.ok("policy", "draft", "--stdin", *secret, stdin=line(ANSWERS))
    commands.ok("policy", "finish", *secret)
    file = tmp_path / "signed.csv"
    file.write_text("client,given,signed\nJ. D.,2026-02-02,2026-02-01\n")
    assert "Line 2, J. D.:" in commands.ok("policy", "import", str(file), *secret).out
    assert "Nothing was taken in" in commands.run("policy", "import", str(file), "--apply", *secret).err
    file.write_text("client,given,signed\nJ. D.,2026-02-02,2026-02-03\n")
    assert "1 line can be taken in" in commands.ok("policy", "import", str(file), *secret).out
    assert commands.ok("policy", "import", str(file), "--apply", *secret).out == "1 line taken in.\n"
    assert commands.ask("policy", "clients", *secret)["standing"] == "signed"
    file.write_bytes(b"client,given\n\xff\xfe,2026-01-01\n")
    assert "UTF-8" in commands.run("policy", "import", str(file), *secret).err


def test_wrong_usage_is_said(commands: Commands) -> None:
    for words in (
        ("policy", "draft", "--discard", "--stdin"),
        ("policy", "give", "J. D.", "--take-back"),
        ("policy", "give"),
        ("practice", "numbers"),
    ):
        assert commands.run(*words, *commands.secret).status == 2
    bad = commands.run("policy", "draft", "--stdin", *commands.secret, stdin=line({"page": "secret"}))
    assert (bad.status, "page" in bad.err) == (1, True)


def test_each_answer_is_shown_with_what_can_be_chosen_and_set_by_its_name(commands: Commands) -> None:
    secret = commands.secret
    shown = commands.ok("policy", "draft", *secret).out
    for answer in ("therapist", "country", "added"):
        assert re.search(rf"^{answer} +\u2013 *$", shown, re.MULTILINE), shown
    assert re.search(r"^clients_may_follow +no +yes, no *$", shown, re.MULTILINE)
    assert re.search(r"^response_days +2 +1 to 14 *$", shown, re.MULTILINE)
    assert "policy draft --set" in shown
    pairs = (
        "therapist=Ada = Quill",
        "clients_may_follow=yes",
        "response_days=5",
        "channels=portal, phone",
        "works_with=",
    )
    options = [option for pair in pairs for option in ("--set", pair)]
    answers = commands.ask("policy", "draft", *options, *secret)["answers"]
    assert answers["therapist"] == "Ada = Quill"
    assert (answers["clients_may_follow"], answers["response_days"]) == (True, 5)
    assert (answers["channels"], answers["works_with"]) == (["portal", "phone"], [])


@pytest.mark.parametrize(
    ("pair", "sentence"),
    [
        ("response_days=99", "Choose from: 1 to 14."),
        ("clients_may_follow=perhaps", "Choose from: yes, no."),
        ("channels=portal,pigeon", "Choose from: email, phone, portal, social, text."),
        ("practice=" + "x" * 201, "Shorten it."),
        ("therapists=Ada", "isn't like ANSWER=VALUE. `framekeeper policy draft` shows the answers by name."),
        ("therapist", "isn't like ANSWER=VALUE."),
    ],
)
def test_what_can_t_stand_for_an_answer_is_said_with_what_can(commands: Commands, pair: str, sentence: str) -> None:
    done = commands.run("policy", "draft", "--set", pair, *commands.secret)
    assert (done.status, sentence in done.err) == (1, True), done.err


def test_a_draft_is_changed_in_one_way_at_a_time(commands: Commands) -> None:
    assert commands.run("policy", "draft", "--discard", "--set", "country=US", *commands.secret).status == 2
