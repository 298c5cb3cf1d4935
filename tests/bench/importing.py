"""How long the import of 100,000 rows takes, as CSV and as XLSX, with how much memory, and what a cancel leaves.

The real agent is asked over its session, as the dashboard asks it: the file is sent, read, and committed. Memory is the
peak of the process (VmHWM) from then on, all that it holds included, with an empty watch list before. Unlocking takes
memory of its own, and is over: Argon2id has given it back.
"""

import asyncio
import contextlib
import csv
import io
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from agent import client
from agent.errors import NotAllowed
from agent.paths import Paths
from protocol.messages.files import PART, FileBegin, FileReady, FileWrite
from protocol.messages.imports import ImportCancel, ImportCommit, ImportPreview, ImportRead, ImportReport
from protocol.messages.watchlist import ClientList, ClientsReply
from tests.agent.watchlist.matching.pairs import GIVEN, SURNAMES
from tests.bench.filling import make_home
from tests.bench.rows import Row

ROWS = 100_000
HEADING = (
    "First Name",
    "Last Name",
    "Preferred Name",
    "Email",
    "Client status",
    "Date of Birth",
    "Address",
    "Diagnosis",
)
_STATUSES = ("Active", "Inactive", "Archived", "Prospective")


def table(rows: int) -> Iterator[tuple[str, ...]]:
    """Give a heading and rows as a practice system exports them; no name comes twice."""
    yield HEADING
    for number in range(rows):
        given, surname = GIVEN[number % len(GIVEN)], SURNAMES[number // len(GIVEN) % len(SURNAMES)]
        again = number // (len(GIVEN) * len(SURNAMES))
        last = f"{surname}-{SURNAMES[again]}" if again else surname
        email = f"person{number}@example.org"
        yield given, last, "", email, _STATUSES[number % 4], "1980-01-01", f"{number} Example Street", "none"


def as_csv(rows: int) -> bytes:
    """Give the table as CSV."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(table(rows))
    return text.getvalue().encode()


def as_xlsx(rows: int) -> bytes:
    """Give the table as a workbook, with the strings in their cells as some programs write them."""
    sheet = io.StringIO()
    sheet.write(f'<worksheet xmlns="{_MAIN}"><sheetData>')
    for number, cells in enumerate(table(rows), 1):
        sheet.write(f'<row r="{number}">')
        for column, cell in zip("ABCDEFGH", cells, strict=True):
            sheet.write(f'<c r="{column}{number}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>')
        sheet.write("</row>")
    sheet.write("</sheetData></worksheet>")
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**_PARTS, "xl/worksheets/sheet1.xml": sheet.getvalue()}.items():
            archive.writestr(name, content)
    return target.getvalue()


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATED}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATED}">'
    '<sheets><sheet name="Clients" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATED}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}


async def measure(folder: Path) -> list[Row]:
    """Import each kind into a vault of its own; then cancel one in the middle of its writing."""
    rows = []
    for kind, data in (("CSV", as_csv(ROWS)), ("XLSX", as_xlsx(ROWS))):
        seconds, peak, note = await _import(folder / kind, data)
        rows.append(Row(f"import of 100,000 rows of {kind}, sent, read and committed", seconds, "s", 10, note))
        rows.append(Row(f"agent: peak memory of that ({kind})", peak, "MB", 300))
    left = await _cancelled(folder / "cancelled", as_csv(ROWS))
    rows.append(Row("clients on the list after an import that was cancelled", left, "", 0, "none is good"))
    return rows


async def _import(folder: Path, data: bytes) -> tuple[float, float, str]:
    agent = make_home(folder, 0)
    await agent.start()
    try:
        async with await client.connect(Paths(agent.home)) as opened:
            assert agent.process
            _forget_peak(agent.process.pid)
            began = time.perf_counter()
            file = await _send(opened, data)
            sent = time.perf_counter()
            preview = await opened.ask(ImportRead(file))
            read = time.perf_counter()
            report = await opened.ask(ImportCommit(file))
            ended = time.perf_counter()
        assert isinstance(preview, ImportPreview)
        assert isinstance(report, ImportReport)
        assert report.added == ROWS, report
        note = f"sent {sent - began:.1f} s, read {read - sent:.1f} s, committed {ended - read:.1f} s"
        return ended - began, _peak(agent.process.pid), note
    finally:
        await agent.stop()


async def _cancelled(folder: Path, data: bytes) -> float:
    agent = make_home(folder, 0)
    await agent.start()
    try:
        async with await client.connect(Paths(agent.home)) as opened:
            file = await _send(opened, data)
            await opened.ask(ImportRead(file))
            committing = asyncio.ensure_future(opened.ask(ImportCommit(file)))
            await asyncio.sleep(1.0)
            await opened.ask(ImportCancel(file))
            with contextlib.suppress(NotAllowed):
                await committing
            found = await opened.ask(ClientList())
        assert isinstance(found, ClientsReply)
        return float(found.total)
    finally:
        await agent.stop()


async def _send(opened: client.Client, data: bytes) -> str:
    ready = await opened.ask(FileBegin(len(data)))
    assert isinstance(ready, FileReady)
    for offset in range(0, len(data), PART):
        await opened.ask(FileWrite(ready.file, offset, data[offset : offset + PART]))
    return ready.file


def _forget_peak(pid: int) -> None:
    """Have the kernel begin the peak of a process anew; see proc_pid_clear_refs(5)."""
    Path(f"/proc/{pid}/clear_refs").write_text("5")


def _peak(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))) * 1024 / 1e6
