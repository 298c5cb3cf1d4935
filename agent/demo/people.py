"""The made-up people of the sample site and what they wrote. Hosts are reserved ones (RFC 2606)."""

from dataclasses import dataclass, field

DOMAIN = "sample.example.org"
"""The domain that the sample site says it is; accounts without a host belong to it."""


@dataclass(frozen=True)
class Person:
    """Somebody with an account; `acct` is Mastodon's word: `user`, or `user@host` for one of another host."""

    id: str
    acct: str
    name: str
    bio: str
    colour: str

    @property
    def username(self) -> str:
        """The part before the host."""
        return self.acct.partition("@")[0]

    @property
    def host(self) -> str:
        """Where the account lives."""
        return self.acct.partition("@")[2] or DOMAIN

    @property
    def account(self) -> str:
        """The account key."""
        return f"mastodon:{self.username}@{self.host}".lower()

    @property
    def initials(self) -> str:
        """What the drawn avatar shows."""
        return "".join(word[0] for word in self.name.replace(".", "").split()[-2:])


@dataclass(frozen=True)
class Post:
    """One status; `boosted_by` names who brought it into the timeline, `replies_to` an older status."""

    id: str
    author: Person
    text: str
    age: str
    boosted_by: Person | None = None
    replies_to: str | None = None
    counts: tuple[int, int, int] = field(default=(0, 0, 0))


ME = Person("100", "ada.quill", "Dr Ada Quill", "Psychotherapist. This page is for education only.", "#0f766e")
JAMIE = Person("201", "jamie.doe@social.example.org", "Jamie Doe", "Runner, baker, mostly tired.", "#7c5cbf")
ROBIN = Person("202", "robin.hale@garden.example.net", "Robin Hale", "Bees, beans and one old dog.", "#4d7c3a")
PRIYA = Person("203", "priya.nair@clay.example.org", "Priya Nair", "I make pots. Some of them hold water.", "#b4552d")
SAM = Person("301", "sam.okafor@social.example.org", "Sam Okafor", "Librarian. Opinions are on loan.", "#2563a8")
LENA = Person("302", "lena", "Lena Brandt", "Cycling to work, writing about it.", "#a8326a")

PEOPLE = (ME, JAMIE, ROBIN, PRIYA, SAM, LENA)
BY_ACCT = {person.acct: person for person in PEOPLE}
BY_ID = {person.id: person for person in PEOPLE}

POSTS = (
    Post("9001", JAMIE, "First ten kilometres without stopping. My legs disagree, I don't.", "4m", counts=(2, 1, 9)),
    Post("9002", SAM, "The library has a new reading room, and it is as quiet as promised.", "19m", counts=(0, 3, 12)),
    Post("9003", SAM, "Six books about rivers, for people who miss one.", "1h", boosted_by=JAMIE, counts=(1, 5, 20)),
    Post("9004", ROBIN, "The bees came through the winter.", "2h", boosted_by=LENA, counts=(4, 2, 31)),
    Post("9005", LENA, "@sam.okafor I'd take the one about the Elbe.", "3h", replies_to="9003", counts=(0, 0, 2)),
    Post("9006", PRIYA, "Kiln is open. Three survivors, one of them beautiful.", "5h", counts=(3, 0, 14)),
    Post("9007", ME, "Five minutes on sleep and worry, part two. For education only.", "8h", counts=(0, 6, 18)),
)
BY_POST = {post.id: post for post in POSTS}
