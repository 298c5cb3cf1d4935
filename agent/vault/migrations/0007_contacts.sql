-- Contacts with clients outside of therapy, recorded by hand.

CREATE TABLE practice_contacts (
    id       TEXT NOT NULL PRIMARY KEY,
    client   TEXT NOT NULL REFERENCES practice_people (id),
    kind     TEXT NOT NULL,
    by       TEXT NOT NULL CHECK (by IN ('client', 'therapist')),
    day      TEXT NOT NULL,      -- YYYY-MM-DD
    platform TEXT NOT NULL,      -- empty: none
    account  TEXT NOT NULL,      -- a key, empty: not known
    handling TEXT NOT NULL,
    note     TEXT NOT NULL,
    flags    TEXT NOT NULL,      -- with spaces between them
    added    TEXT NOT NULL,      -- ISO 8601, UTC
    changed  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX practice_contacts_by_client ON practice_contacts (client, day);
CREATE INDEX practice_contacts_by_day ON practice_contacts (day);
