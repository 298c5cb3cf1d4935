"""Something of every kind that the practice records, about a client with words that nothing else has."""

from datetime import UTC, datetime

from agent.practice import Practice
from agent.vault import Vault
from protocol.messages.own import OwnAccount
from protocol.messages.practice_consents import ConsentAdd
from protocol.messages.practice_contacts import ContactAdd
from protocol.messages.practice_profiles import ProfileDone
from protocol.messages.practice_supervision import DilemmaSave

PASSPHRASE = "seven quiet otters mend a kite"  # noqa: S105 - opens made-up vaults only
CLIENT, LABEL, HANDLE = "c-quenby0001", "Wq.Zz", "quenby_unseen"
TEXTS = ("tulips in the comment", "a talk on bulbs", "the greenhouse dilemma", "we spoke of daffodils", "crocus folder")
OWN = OwnAccount("x:ada_larkspur", "professional", "2026-11-01T10:00:00.000Z")
NEEDLES = (CLIENT, LABEL, HANDLE, *TEXTS, "larkspur")


def practice_in(vault: Vault) -> Practice:
    return Practice(vault.database, lambda: datetime(2026, 11, 22, 12, tzinfo=UTC))


def fill(practice: Practice) -> None:
    """Record something of every kind."""
    contact = practice.contacts.add(
        ContactAdd(CLIENT, "commented", account=f"x:{HANDLE}", note=TEXTS[0], day="2026-11-20"), LABEL
    )
    practice.consents.add(ConsentAdd(CLIENT, "sharing", scope=TEXTS[1], given="2026-11-20"), LABEL)
    practice.supervision.save(DilemmaSave(title="A dilemma", facts=TEXTS[2], client=CLIENT), LABEL)
    practice.supervision.discussed(f"contact:{contact.id}", TEXTS[3], None, CLIENT, LABEL)
    practice.profiles.note(OWN, ProfileDone(OWN.key, "messages", note=TEXTS[4]))
