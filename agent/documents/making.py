"""Have a process of its own set a document.

Typst keeps what it has set: 130 MB after 1,000 rows of a table, with the names in them. In a process that ends, neither
the memory nor the names stay with the agent, and a document that is too large can't take the agent with it.
"""

import asyncio
import sys
from typing import Any

import msgspec

from agent.documents.setting import HERE, Job
from agent.errors import FramekeeperError

PATIENCE = 120.0
"""Seconds that a document may take: one of 200 pages takes 4."""


class DocumentFailed(FramekeeperError):
    """A document couldn't be set."""

    code = "failed"


async def pdf(template: str, data: dict[str, Any], lang: str) -> bytes:
    """Give a PDF of a template (`report` for `report.typ`) filled with data; `lang` is a tag such as `es` or `en-US`.

    `data` has a `title`; a region of North America gives its paper size, any other A4. Raises DocumentFailed.
    """
    if not (HERE / f"{template}.typ").is_file():
        raise ValueError(f"there is no template {template}")
    job = msgspec.json.encode(Job(template, data, lang))
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-P",  # nothing that lies in the folder where the agent was started
        "-m",
        "agent.documents",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(PATIENCE):
            made, _ = await process.communicate(job)
    except TimeoutError:
        made = b""
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode != 0 or not made:
        raise DocumentFailed("The PDF couldn't be made: this computer may lack the memory. Choose less at a time.")
    return made
