"""All warnings and what became of them: a signed chain of events.

    chain.py     what an event is, how it is signed and checked        (no I/O)
    kinds.py     the kinds of event and what each records              (no I/O)
    fold.py      an entry's events -> the entry that people see        (no I/O)
    verify.py    a whole log -> what is wrong with it                  (no I/O)
    broken.py    what was done to an event that doesn't hold           (no I/O)
    erasing.py   what can be erased: whose entries there are, and since when each has rested
    export.py    entries and a checkpoint -> CSV and JSON              (no I/O)
    printed.py   the same -> what a document is filled with            (no I/O)
    checking.py  an exported file and the log -> what was changed      (no I/O)
    suspended.py which holds a pause or a snooze suspends              (no I/O)
    seed.py      the signing seed and its sealed file
    store.py     the events in the database
    listing.py   what entries are found and counted by, in memory
    pages.py     a page of entries
    figures.py   what the log adds up to
    copies.py    entries as they were at an event
    reading.py   what is read from the log
    writer.py    adds events, in the one order that survives a crash
    log.py       `OverrideLog`: what may be added and when; reads too

`docs/override-log.md` says what the chain proves and what it doesn't.
"""

from agent.overridelog.log import OverrideLog

__all__ = ["OverrideLog"]
