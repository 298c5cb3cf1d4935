-- The checklists of the therapist's own accounts: what was done when.

CREATE TABLE practice_checks (
    id      TEXT NOT NULL PRIMARY KEY,   -- <item>@<account's key>
    account TEXT NOT NULL,               -- an own account's key; it may be off the list by now
    item    TEXT NOT NULL,
    done    TEXT,                        -- YYYY-MM-DD; none: not done, with a note
    note    TEXT NOT NULL
) STRICT, WITHOUT ROWID;
