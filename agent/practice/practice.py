"""All registers of the practice, of one open vault."""

from collections.abc import Callable
from datetime import datetime

from agent.practice.base import Base
from agent.practice.consents import Consents
from agent.practice.contacts import Contacts
from agent.practice.crisis import CrisisRegister
from agent.practice.crisis_cards import CrisisCards
from agent.practice.numbers import Numbers
from agent.practice.policy import Givings, Policy
from agent.practice.profiles import Profiles
from agent.practice.supervision import SupervisionRegister
from agent.vault.database import Database


class Practice:
    """The registers, which share one base. A new one is a line here."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self.base = Base(database, clock)
        self.numbers = Numbers(self.base)
        self.policy = Policy(self.base, self.numbers)
        self.givings = Givings(self.base, self.policy)
        self.consents = Consents(self.base, self.policy.country)
        self.contacts = Contacts(self.base)
        self.profiles = Profiles(self.base)
        self.crises = CrisisRegister(self.base)
        self.crisis_cards = CrisisCards(self.base)
        self.supervision = SupervisionRegister(self.base)
