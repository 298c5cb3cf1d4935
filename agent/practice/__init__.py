"""The practice around the watch list: the social media policy, consents, and what else keeps the frame.

`Practice` is opened with the vault (`agent/commands/opening.py`), and commands get it by `agent.require_practice()`.
Each register is a class in a module or package of its own, an attribute of `Practice`, made with the one `Base`:

- **Tables** are in the vault, so that they are in every backup. Their names begin with `practice_`, their primary key
  is `id TEXT`, and a row that is about a client has a column `client` that refers to `practice_people`.
- **Changes** go through `with base.changing() as rows:`, then `rows.put`, `rows.edit` and `rows.remove`, a row at a
  time: all of it is durable afterwards, or none. What was there before is kept in memory, so that `base.undo` can undo
  every change of every register alike; a reply says which by `change=base.change`. `base.tell` is called after each.
- **Clients** are meant by the ids that the watch list gives. The watch list isn't known here: commands look up who is
  meant, and tell `rows.about(client, label)`, so that a record says whose it is when the client is off the watch list.
  Records outlive that, as the override log's entries do: the law may ask for them for years. `base.erase` takes away
  all that there is about one client, when it is asked for.
- **Days** (`agent/practice/days.py`) are the therapist's own, `2026-11-22`; moments are as `base.now()` writes them.

Text from people is kept as it was typed; what it says is read by nobody here.
"""

from agent.practice.practice import Practice

__all__ = ["Practice"]
