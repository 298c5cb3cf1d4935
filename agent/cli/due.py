"""`due`: what a therapist would forget otherwise."""

from agent.cli.asking import opened
from agent.cli.options import command, passphrase_option
from agent.cli.show import count, day, say, say_json
from agent.paths import Paths
from protocol.messages.due import Due, DueItem, DueReply


@command("due", example="framekeeper due")
@passphrase_option
def due(passphrase: str | None, as_json: bool) -> None:
    """Say what is due: crises, reviews, signatures, consents, contacts, own profiles, supervision, old records."""
    with opened(Paths.find(), passphrase) as asker:
        found = asker.ask(Due(), DueReply).due
    for item in found:
        if as_json:
            say_json(item)
        else:
            say(_sentence(item))
    if not found and not as_json:
        say("Nothing is due.")


def _sentence(item: DueItem) -> str:
    on = day(item.day) if item.day else ""
    entries = "1 log entry" if item.count == 1 else f"{item.count:,} log entries"
    sentences = {
        "policy_none": "There is no social media policy yet. Make one with `framekeeper policy draft`.",
        "policy_review": f"The policy's review was due on {on}. See `framekeeper policy versions`.",
        "policy_unsigned": f"The latest policy isn't signed by {count(item.count, 'current client')}. "
        "See `framekeeper policy clients --missing`.",
        "numbers_unconfirmed": "The numbers for a crisis aren't confirmed. See `framekeeper practice numbers`.",
        "consents_expired": f"Not valid any longer: {count(item.count, 'consent')}. Renew, or take down what was "
        "shared. See `framekeeper consent list`.",
        "consents_ending": f"Soon to end: {count(item.count, 'consent')}, the first on {on}. "
        "See `framekeeper consent list`.",
        "profiles_due": f"On your own profiles: {count(item.count, 'item')}. See `framekeeper profiles list --due`.",
        "crisis_open": f"{count(item.count, 'crisis record')} not closed. See `framekeeper crisis list --open`.",
        "crisis_record": f"After a crisis, by {on}: enter it in the client's record.",
        "crisis_session": f"After a crisis, by {on}: plan to talk about it in the next session.",
        "crisis_supervision": f"After a crisis, by {on}: take it to supervision.",
        "crisis_policy": f"After a crisis, by {on}: look at what your policy says about it.",
        "contacts_open": f"Nothing was done yet about {count(item.count, 'contact')}. "
        "See `framekeeper contact list --handling open`.",
        "contacts_session": f"For the next session: {count(item.count, 'contact')}. "
        "See `framekeeper contact list --flag next_session`.",
        "contacts_record": f"To enter in a client's record: {count(item.count, 'contact')}. "
        "See `framekeeper contact list --flag record`.",
        "next_session": f"For the next session: {entries}. See `framekeeper log list --flag next_session`.",
        "log_record": f"To enter in a client's record: {entries}. See `framekeeper log list --flag record`.",
        "supervision_day": f"Supervision is on {on}.",
        "supervision_waiting": f"For supervision: {count(item.count, 'item')}. See `framekeeper supervision list`.",
        "retention_past": f"Past their time: {entries}. See `framekeeper log past`.",
        "records_past": f"Past their time: {count(item.count, 'record')} of the practice. "
        "See `framekeeper practice past`.",
    }
    return sentences[item.kind]


COMMANDS = (due,)
