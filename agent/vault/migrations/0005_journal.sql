-- What the latest changes of the watch list replaced, so that they can be undone. Kept for a day.

CREATE TABLE journal (
    number   INTEGER PRIMARY KEY AUTOINCREMENT,     -- never given twice, or an old window would undo another change
    time     TEXT NOT NULL,                         -- ISO 8601, UTC
    client   TEXT NOT NULL,
    before   TEXT,                                  -- the client as JSON; null: added
    after    TEXT,                                  -- null: removed
    refusals TEXT NOT NULL                          -- the rows of cleared and unlearned before it, as JSON
) STRICT;
