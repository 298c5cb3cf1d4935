-- Supervision: dilemmas worked through, what was discussed, and when the next one is.

CREATE TABLE practice_dilemmas (
    id        TEXT NOT NULL PRIMARY KEY,
    client    TEXT REFERENCES practice_people (id),
    title     TEXT NOT NULL,
    facts     TEXT NOT NULL,
    options   TEXT NOT NULL,
    standard  TEXT NOT NULL,
    decision  TEXT NOT NULL,
    consulted TEXT NOT NULL,
    added     TEXT NOT NULL,     -- ISO 8601, UTC
    changed   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE practice_discussed (
    id      TEXT NOT NULL PRIMARY KEY,   -- log:<sequence>, contact:<id> or dilemma:<id>
    client  TEXT REFERENCES practice_people (id),
    day     TEXT NOT NULL,               -- YYYY-MM-DD
    outcome TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE practice_supervision (      -- the next one; one row, whose id is "next"
    id        TEXT NOT NULL PRIMARY KEY,
    day       TEXT NOT NULL,             -- YYYY-MM-DD
    with_whom TEXT NOT NULL
) STRICT, WITHOUT ROWID;
