import re
from pathlib import Path
from typing import get_args

import pytest

from agent.errors import BadInput, NotFound
from agent.practice import Practice, profiles
from protocol.messages.own import OwnAccount
from protocol.messages.practice_policy import PolicyLanguage
from protocol.messages.practice_profiles import CheckItem, ProfileCheck, ProfileDone
from protocol.messages.words import OwnRole
from tests.support.policies import said, written
from tests.support.practising import Turning, practising

ADA = OwnAccount("x:ada_practice", "professional", "2026-11-01T10:00:00.000Z")
PLATFORMS = {
    path.stem for path in (Path(__file__).parents[3] / "protocol" / "adapters").glob("*.json") if path.stem != "schema"
} - {"elk", "phanpy"}


def check(practice: Practice, item: CheckItem, own: OwnAccount = ADA) -> ProfileCheck:
    (profile,) = practice.profiles.show([own], 180)
    return next(each for each in profile.checks if each.item == item)


def test_each_platform_has_a_checklist_whose_items_come_once_and_all_items_come_somewhere() -> None:
    data = profiles.known()
    assert set(data.platforms) == PLATFORMS
    for listed in (*data.platforms.values(), data.anywhere):
        names = [each.item for each in listed]
        assert len(names) == len(set(names))
        assert {"messages", "bio"} <= set(names) or listed is data.platforms["youtube"]
    assert {each.item for listed in data.platforms.values() for each in listed} == set(get_args(CheckItem))
    assert all(each.where for listed in data.platforms.values() for each in listed)


@pytest.mark.parametrize("role", get_args(OwnRole))
def test_the_bio_is_on_the_checklist_of_professional_accounts_alone(role: OwnRole) -> None:
    for platform in (*PLATFORMS, "elsewhere"):
        names = [each.item for each in profiles.items(platform, role)]
        assert ("bio" in names) == (role == "professional")
        assert "private" not in names or role == "personal"


def test_what_was_done_is_due_again_after_its_days(practice: Practice, clock: Turning) -> None:
    assert check(practice, "messages").is_due
    practice.profiles.note(ADA, ProfileDone(ADA.key, "messages", day="2026-11-20", note=" both folders "))
    done = check(practice, "messages")
    assert (done.done, done.again, done.note, done.is_due) == ("2026-11-20", "2027-05-19", "both folders", False)
    clock.pass_days(177)
    assert not check(practice, "messages").is_due
    clock.pass_days(1)
    assert check(practice, "messages").is_due
    practice.profiles.note(ADA, ProfileDone(ADA.key, "messages"))
    assert check(practice, "messages").note == "both folders"
    assert not check(practice, "messages").is_due


def test_it_is_taken_back_and_undone(practice: Practice) -> None:
    practice.profiles.note(ADA, ProfileDone(ADA.key, "tagging", note="photos only"))
    change = practice.base.change
    assert change is not None
    practice.profiles.note(ADA, ProfileDone(ADA.key, "tagging", done=False))
    assert (check(practice, "tagging").done, check(practice, "tagging").note) == (None, "photos only")
    practice.profiles.note(ADA, ProfileDone(ADA.key, "tagging", done=False, note=""))
    assert practice.base.rows("SELECT * FROM practice_checks") == []
    again = practice.base.change
    assert again is not None
    practice.base.undo(again)
    assert check(practice, "tagging").note == "photos only"


def test_a_day_to_come_and_an_item_of_another_list_are_refused(practice: Practice) -> None:
    with pytest.raises(BadInput, match="still to come"):
        practice.profiles.note(ADA, ProfileDone(ADA.key, "bio", day="2026-11-23"))
    with pytest.raises(NotFound, match="isn't on the checklist"):
        practice.profiles.note(ADA, ProfileDone(ADA.key, "private"))
    assert practice.base.rows("SELECT * FROM practice_checks") == []


def test_what_was_done_is_kept(tmp_path: Path, clock: Turning) -> None:
    with practising(tmp_path, clock) as practice:
        practice.profiles.note(ADA, ProfileDone(ADA.key, "bio"))
    with practising(tmp_path, clock) as practice:
        assert check(practice, "bio").done == "2026-11-22"


@pytest.mark.parametrize(
    "bio",
    [
        *profiles.known().lines.values(),
        "Dr Ada Quill · psychologist\nEDUCATION ONLY — no therapy here. Book at example.org",
        "Psicóloga. Contenido solo con fines educativos.",
        "Psychotherapeutin, Wien. Alles hier dient der Aufklärung.",
        "\U0001d404\U0001d41d\U0001d42e\U0001d41c\U0001d41a\U0001d42d\U0001d422\U0001d428\U0001d427 only.",
    ],
)
def test_a_bio_that_says_so_is_known(bio: str) -> None:
    assert profiles.says_so(bio, "")


@pytest.mark.parametrize(
    "bio", ["", "Psychologist. Lover of books.", "Higher education onlyfans", "Therapy in Vienna. Write to me here!"]
)
def test_a_bio_that_doesn_t_is_too(bio: str) -> None:
    assert not profiles.says_so(bio, "")


@pytest.mark.parametrize("language", get_args(PolicyLanguage))
def test_the_line_that_is_proposed_is_the_one_that_the_policy_quotes(language: PolicyLanguage) -> None:
    quoted = re.search("[“„«]([^”“»]+)[”“»]", said(written(language=language), "education"))
    assert quoted
    assert profiles.known().lines[language].startswith(quoted[1].rstrip("."))
    assert profiles.says_so(quoted[1], "")


def test_the_therapist_s_own_line_counts() -> None:
    bio = "Ada Quill. Please don't seek help here; call my office."
    assert profiles.says_so(bio, "Please don’t seek help here")  # noqa: RUF001 - as typed on a phone
    assert not profiles.says_so(bio, "Write to my portal")
