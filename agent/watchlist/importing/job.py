"""One import, from the bytes to the report: read, compared, shown, written. It lives in memory, until the vault locks.

`read` and `plan` are slow and called in a thread; `stop` ends them from any other. What a job knows of its file is
forgotten as soon as it is written or stopped.
"""

from collections.abc import Iterator

from agent.errors import NotAllowed
from agent.watchlist import WatchList
from agent.watchlist.batch import Written
from agent.watchlist.importing.plan import Labels, Plan, plan
from agent.watchlist.importing.reading import Reading, read
from agent.watchlist.importing.same import Known, compare
from agent.watchlist.importing.tables import Stopped
from protocol.messages.imports import (
    ImportCommit,
    ImportPeople,
    ImportPeopleReply,
    ImportPerson,
    ImportPreview,
    ImportProgressReply,
    ImportRead,
    ImportRemarks,
    ImportRemarksReply,
    ImportReport,
    ImportSame,
    ImportStep,
)

PAGE_BYTES = 400_000
"""Bytes of names in one reply: a message holds 1 MiB."""


class Job:
    """An import of one file. Only one thing is done with it at a time."""

    def __init__(self, watchlist: WatchList, data: bytes) -> None:
        self._watchlist = watchlist
        self._data = data
        self._reading: Reading | None = None
        self._same: list[ImportSame | None] = []
        self._epoch = -1
        self._is_stopped = False
        self._is_busy = False
        self._step: ImportStep = "reading"
        self._part = 0.0
        self._report: ImportReport | None = None

    def stop(self) -> None:
        """Have whatever is being done end, unless it is durable by now."""
        self._is_stopped = True
        if not self._is_busy:
            self._forget()

    def progress(self) -> ImportProgressReply:
        """Say how far it has come."""
        return ImportProgressReply(self._step, self._part, self._report)

    def read(self, request: ImportRead) -> ImportPreview:
        """Read the file and compare it with the list; raises BadInput with what is wrong with it, and Stopped."""
        self._begin("reading")
        try:
            reading = read(self._data, self._watchlist.resolve, self._watch, request.fields)
            self._begin("comparing", again=True)
            self._epoch = self._watchlist.epoch
            self._same = compare(reading.found, self._known(), self._watch)
            self._reading = reading
        finally:
            self._end()
        return ImportPreview(
            file=request.file,
            kind=reading.kind,
            columns=reading.heading.columns(),
            rows=reading.found.rows,
            people=len(reading.found.people),
            same=sum(each is not None for each in self._same),
            skipped=len(reading.found.skipped),
            remarks=len(reading.found.remarks),
        )

    def _known(self) -> Known:
        return Known.of(self._watchlist.everybody(), self._watchlist.owner, self._watchlist.is_own)

    def people(self, request: ImportPeople) -> ImportPeopleReply:
        """Give a page of the people; raises NotAllowed before the file was read."""
        found = self._read().found
        places = range(request.offset, len(found.people))
        shown: list[ImportPerson] = []
        size = 0
        for place in places:
            if request.only_same and self._same[place] is None:
                continue
            if len(shown) == request.limit or size > PAGE_BYTES:
                return ImportPeopleReply(shown, place)
            person = found.people[place]
            size += sum(4 * len(text) for text in (*person.names, *person.accounts))
            shown.append(
                ImportPerson(place, person.row, person.names, person.status, person.accounts, self._same[place])
            )
        return ImportPeopleReply(shown)

    def remarks(self, request: ImportRemarks) -> ImportRemarksReply:
        """Give a page of what was skipped or is to be known; raises NotAllowed before the file was read."""
        found = self._read().found
        of = found.skipped if request.skipped else found.remarks
        end = request.offset + request.limit
        return ImportRemarksReply(of[request.offset : end], end if end < len(of) else None)

    def plan(self, request: ImportCommit) -> Plan:
        """Work out what is to be written, by the list as it is now; raises NotAllowed and Stopped."""
        reading = self._read()
        self._begin("comparing")
        others = set(request.others)

        def is_same(place: int, same: ImportSame) -> bool:
            return (same.sure if request.same is None else request.same) != (place in others)

        if self._epoch != self._watchlist.epoch:  # the list may have changed since it was compared
            self._same = compare(reading.found, self._known(), self._watch)
        labels = Labels({label for _, label, _ in self._watchlist.everybody()})
        return plan(
            reading.found,
            self._same,
            is_same,
            self._watchlist.several,
            self._watchlist.owner,
            labels,
            self._watchlist.now(),
        )

    def write(self, planned: Plan) -> Written:
        """Make it durable, whole; raises Stopped, DiskFull and others, and then nothing was written."""
        self._begin("writing", again=True)
        return self._watchlist.batch.write(planned.writes, self._watch)

    def finish(self, planned: Plan, written: Written) -> Iterator[None]:
        """Put what is durable into the index, a piece at each step, and report."""
        self._step, self._part = "finishing", 0.0
        found = self._read().found
        found.people.clear()
        self._same.clear()
        self._data = b""
        added, changed = len(written.writes) - len(written.changed), len(written.changed)
        for part in self._watchlist.batch.put(written):
            self._part = part
            yield
        found.remarks += planned.remarks
        self._report = ImportReport(
            added=added,
            merged=planned.merged,
            changed=changed,
            skipped=len(found.skipped),
            remarks=len(found.remarks),
            change=self._watchlist.change,
        )
        self._step, self._part = "done", 1.0

    def end(self) -> None:
        """Have done with committing, however it went."""
        self._end()

    def _read(self) -> Reading:
        if self._reading is None:
            raise NotAllowed("The file must be read first. Begin again.")
        return self._reading

    def _begin(self, step: ImportStep, *, again: bool = False) -> None:
        if self._is_busy and not again:
            raise NotAllowed("This file is being read already. Wait until that has ended.")
        if self._report is not None:
            raise NotAllowed("This import is done. Choose the file again to import it once more.")
        self._is_busy = True
        self._step, self._part = step, 0.0

    def _watch(self, part: float) -> None:
        if self._is_stopped:
            raise Stopped
        self._part = part

    def _end(self) -> None:
        self._is_busy = False
        if self._is_stopped:
            self._forget()

    def _forget(self) -> None:
        self._data = b""
        self._reading = None
        self._same = []
