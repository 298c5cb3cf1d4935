"""Put several new files in the place of old ones, all or none, whatever happens in between.

The new files are made first, as `<name>.new`. Then a plan is written: from that instant on the change has happened, and
`finish` carries out what is left of it, as often as it takes. The old files are renamed, never removed.
"""

from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from agent.errors import VaultDamaged
from agent.vault.seal import damaged, saying_disk_full, sync_folder, write_private

PLAN = "replace.plan"


Name = Annotated[str, Meta(pattern=r"^[\w-][\w.-]*$")]


class _Plan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names within the folder: `keep` maps an old file to its name beside, `place` lists files that stand as .new."""

    keep: dict[Name, Name]
    place: list[Name]


def new(path: Path) -> Path:
    """Give the path at which the successor of a file is made."""
    return path.with_name(path.name + ".new")


def planned(folder: Path) -> bool:
    """Whether a change has happened that isn't carried out yet."""
    return (folder / PLAN).exists()


def replace(folder: Path, place: list[str], keep: dict[str, str]) -> None:
    """Keep old files (those that exist) under other names and put the new ones in place; raises DiskFull."""
    there = {name: beside for name, beside in keep.items() if (folder / name).exists()}
    write_private(folder / PLAN, msgspec.json.encode(_Plan(there, place)))
    finish(folder)


def finish(folder: Path) -> None:
    """Carry out what is left of a plan, if there is one; every step can be taken twice. Raises VaultDamaged."""
    plan = folder / PLAN
    if not plan.exists():
        return
    try:
        todo = msgspec.json.decode(plan.read_bytes(), type=_Plan)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise VaultDamaged(damaged(PLAN)) from None
    with saying_disk_full():
        for name, beside in todo.keep.items():
            if (folder / name).exists() and not (folder / beside).exists():
                (folder / name).rename(folder / beside)
        for name in todo.place:
            if (folder / f"{name}.new").exists():
                (folder / f"{name}.new").replace(folder / name)
        sync_folder(folder)
        plan.unlink()
        sync_folder(folder)
