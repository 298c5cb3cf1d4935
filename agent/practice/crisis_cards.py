"""Each client's crisis card: whom to call, and where the safety plan is. Commands log who opens one."""

from agent.practice.base import Base
from protocol.messages.practice_crisis import CrisisCard, CrisisCardSave

_FIELDS = ("phone", "place", "contact", "plan", "notes")


class CrisisCards:
    """The cards of an open vault, one a client at most."""

    def __init__(self, base: Base) -> None:
        self._base = base

    def show(self, client: str) -> CrisisCard:
        """Give a client's card; an empty one where none was written."""
        row = self._base.row(
            "SELECT phone, place, contact, plan, notes, changed FROM practice_crisis_cards WHERE id = ?", client
        )
        return CrisisCard() if row is None else CrisisCard(*row)

    def is_there(self, client: str) -> bool:
        """Whether a card was written for this client, whom the watch list may know no longer."""
        return self._base.row("SELECT 1 FROM practice_crisis_cards WHERE id = ?", client) is not None

    def save(self, request: CrisisCardSave, label: str) -> CrisisCard:
        """Write the card of a client who is called `label`; one that says nothing is taken away."""
        texts = {name: getattr(request, name).strip() for name in _FIELDS}
        before = self.show(request.client)
        with self._base.changing() as rows:
            if not any(texts.values()):
                rows.remove("practice_crisis_cards", request.client)
            elif any(getattr(before, name) != text for name, text in texts.items()):
                rows.about(request.client, label)
                row = {"id": request.client, "client": request.client, **texts, "changed": self._base.now()}
                rows.put("practice_crisis_cards", row)
        return self.show(request.client)
