from agent.practice import Practice
from agent.practice.resting import remove, resting
from protocol.messages.practice_consents import ConsentAdd
from protocol.messages.practice_contacts import ContactAdd, ContactEdit
from protocol.messages.practice_crisis import CrisisBegin, CrisisCardSave, CrisisClose
from tests.support.practising import JAMIE, Turning


def days(practice: Practice) -> list[tuple[str, str, str]]:
    return [(one.kind, one.day, one.last) for one in resting(practice.base)]


def test_a_contact_rests_since_the_last_that_came_of_it(practice: Practice, clock: Turning) -> None:
    contact = practice.contacts.add(ContactAdd(JAMIE, "wrote", day="2026-10-01"), "J. D.")
    assert days(practice) == [("contact", "2026-10-01", "2026-11-22")]
    clock.pass_days(10)
    practice.contacts.edit(ContactEdit(contact.id, handling="redirected"))
    assert days(practice) == [("contact", "2026-10-01", "2026-12-02")]
    clock.pass_days(10)
    practice.supervision.discussed(f"contact:{contact.id}", "Said so.", None, JAMIE, "J. D.")
    assert days(practice) == [("contact", "2026-10-01", "2026-12-12")]


def test_a_consent_rests_once_it_has_ended_and_not_while_it_holds(practice: Practice) -> None:
    practice.consents.add(ConsentAdd(JAMIE, "sharing", given="2026-01-02"), "J. D.")
    assert days(practice) == []
    taken_back = practice.consents.add(ConsentAdd(JAMIE, "photograph", given="2026-01-02", expires="2027-01-02"), "J.")
    practice.consents.withdraw(taken_back.id, "2026-03-04")
    practice.consents.add(ConsentAdd(JAMIE, "testimonial", given="2026-01-02", expires="2026-02-03"), "J. D.")
    assert days(practice) == [("consent", "2026-01-02", "2026-02-03"), ("consent", "2026-01-02", "2026-03-04")]


def test_a_crisis_rests_once_it_is_closed_and_a_card_since_it_was_written(practice: Practice, clock: Turning) -> None:
    practice.crisis_cards.save(CrisisCardSave(JAMIE, "555 0100"), "J. D.")
    crisis = practice.crises.begin(CrisisBegin(JAMIE), "J. D.")
    assert days(practice) == [("crisis_card", "2026-11-22", "2026-11-22")]
    clock.pass_days(2)
    practice.crises.close(CrisisClose(crisis.id, "safe"))
    assert days(practice)[1:] == [("crisis", "2026-11-22", "2026-11-24")]
    with practice.base.changing() as rows:
        for record in resting(practice.base):
            remove(rows, record)
    assert (days(practice), practice.crisis_cards.is_there(JAMIE)) == ([], False)


def test_what_came_of_a_contact_goes_with_it_and_comes_back(practice: Practice) -> None:
    contact = practice.contacts.add(ContactAdd(JAMIE, "wrote"), "J. D.")
    practice.supervision.discussed(f"contact:{contact.id}", "Said so.", None, JAMIE, "J. D.")
    (record,) = resting(practice.base)
    with practice.base.changing() as rows:
        remove(rows, record)
    assert (resting(practice.base), practice.supervision.outcomes()) == ([], {})
    assert practice.base.change is not None
    practice.base.undo(practice.base.change)
    assert resting(practice.base) == [record]
    assert practice.supervision.outcomes()[f"contact:{contact.id}"][1] == "Said so."
