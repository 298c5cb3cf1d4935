import pytest

from agent.errors import BadInput, NotFound
from agent.practice import Practice
from protocol.messages.practice_contacts import ContactAdd, ContactEdit, ContactList
from tests.support.practising import JAMIE, ROBIN, Turning


def test_a_contact_was_today_unless_said_otherwise_and_is_open(practice: Practice) -> None:
    made = practice.contacts.add(ContactAdd(JAMIE, "tagged", platform=" Instagram ", note=" in a photo "), "J. D.")
    assert (made.day, made.platform, made.handling, made.note) == ("2026-11-22", "instagram", "open", "in a photo")
    assert practice.contacts.show(made.id) == made
    assert practice.contacts.open() == 1


def test_an_account_tells_the_platform(practice: Practice) -> None:
    made = practice.contacts.add(ContactAdd(JAMIE, "wrote", account="x:jamie_doe", platform="elsewhere"), "J. D.")
    assert (made.platform, made.account) == ("x", "x:jamie_doe")


def test_what_was_done_is_noted_and_undone(practice: Practice, clock: Turning) -> None:
    made = practice.contacts.add(ContactAdd(JAMIE, "wrote", flags=["supervision", "record", "record"]), "J. D.")
    assert made.flags == ["record", "supervision"]
    clock.pass_days(1)
    after = practice.contacts.edit(ContactEdit(made.id, handling="redirected", note=" portal ", flags=[]))
    assert (after.handling, after.note, after.flags, after.day) == ("redirected", "portal", [], "2026-11-22")
    assert after.changed > made.changed
    assert practice.contacts.open() == 0
    assert practice.base.change is not None
    practice.base.undo(practice.base.change)
    assert practice.contacts.show(made.id) == made


def test_an_edit_that_changes_nothing_is_no_change(practice: Practice) -> None:
    made = practice.contacts.add(ContactAdd(JAMIE, "wrote", flags=["record"]), "J. D.")
    assert practice.contacts.edit(ContactEdit(made.id, kind="wrote", note="", flags=["record"])) == made
    assert practice.base.change is None


def test_they_are_listed_the_latest_first_by_client_by_what_was_done_and_by_flag(practice: Practice) -> None:
    days = ["2026-11-20", "2026-11-22", "2026-11-21"]
    made = [practice.contacts.add(ContactAdd(JAMIE, "met", day=each), "J. D.") for each in days]
    other = practice.contacts.add(ContactAdd(ROBIN, "wrote", handling="ignored", flags=["record"]), "R. H.")

    def ids(request: ContactList) -> list[str]:
        return [one.id for one in practice.contacts.page(request).contacts]

    assert ids(ContactList(client=JAMIE)) == [made[1].id, made[2].id, made[0].id]
    assert ids(ContactList(handling="ignored")) == ids(ContactList(flag="record")) == [other.id]
    assert ids(ContactList(flag="next_session")) == []
    first = practice.contacts.page(ContactList(limit=3))
    assert (len(first.contacts), first.more) == (3, 3)
    assert practice.contacts.page(ContactList(limit=3, skip=3)).contacts == [made[0]]


@pytest.mark.parametrize(
    ("day", "said"), [("2026-11-23", "still to come"), ("2026-02-30", "isn't a day"), ("", "which day")]
)
def test_a_day_that_can_t_be_is_refused(practice: Practice, day: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        practice.contacts.add(ContactAdd(JAMIE, "met", day=day), "J. D.")
    made = practice.contacts.add(ContactAdd(JAMIE, "met"), "J. D.")
    with pytest.raises(BadInput, match=said):
        practice.contacts.edit(ContactEdit(made.id, day=day))


def test_what_was_a_mistake_goes_and_comes_back(practice: Practice) -> None:
    made = practice.contacts.add(ContactAdd(JAMIE, "met"), "J. D.")
    assert practice.contacts.remove(made.id) == made
    with pytest.raises(NotFound, match="contact list"):
        practice.contacts.show(made.id)
    assert practice.base.change is not None
    practice.base.undo(practice.base.change)
    assert practice.contacts.show(made.id) == made


def test_a_person_s_right_takes_contacts_away_too(practice: Practice) -> None:
    practice.contacts.add(ContactAdd(JAMIE, "met"), "J. D.")
    practice.base.erase(JAMIE)
    assert practice.contacts.page(ContactList()).contacts == []
