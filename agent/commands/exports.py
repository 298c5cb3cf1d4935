"""The watch list as a file, unencrypted: only to who knows the passphrase, however long the vault has been open."""

import asyncio

from agent.commands.registry import Agent, Caller, handles
from agent.watchlist import WatchList, export
from protocol.messages.files import FileReady
from protocol.messages.imports import ClientExport

_MEDIA = {"csv": "text/csv", "json": "application/json"}


@handles(ClientExport)
async def export_clients(agent: Agent, caller: Caller, request: ClientExport) -> FileReady:
    """Have a file of all clients ready to be read; raises WrongSecret, which is counted as everywhere, and BadInput."""
    watchlist, _ = agent.require_open()
    await asyncio.to_thread(agent.vault.prove, request.passphrase)
    data = await asyncio.to_thread(_made, watchlist, request.format)
    return agent.files.put(caller.pairing, f"watch-list.{request.format}", _MEDIA[request.format], data)


def _made(watchlist: WatchList, kind: str) -> bytes:
    clients = watchlist.whole()
    return export.to_csv(clients) if kind == "csv" else export.to_json(clients)
