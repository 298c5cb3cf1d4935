-- The therapist's own accounts, each with what it is for.

CREATE TABLE own_accounts (
    key   TEXT NOT NULL PRIMARY KEY,            -- platform:id; never a client's
    role  TEXT NOT NULL CHECK (role IN ('personal', 'professional')),
    added TEXT NOT NULL                         -- ISO 8601, UTC
) STRICT, WITHOUT ROWID;
