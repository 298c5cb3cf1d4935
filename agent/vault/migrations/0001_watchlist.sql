-- Clients, their accounts, and what the vault remembers about itself.

CREATE TABLE marks (            -- what the vault remembers about itself, e.g. that it was restored
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE clients (
    id      TEXT NOT NULL PRIMARY KEY,
    label   TEXT NOT NULL,
    names   TEXT NOT NULL,      -- a JSON list of strings
    status  TEXT NOT NULL CHECK (status IN ('prospective', 'current', 'former')),
    since   TEXT,               -- YYYY, YYYY-MM or YYYY-MM-DD
    notes   TEXT NOT NULL,
    added   TEXT NOT NULL,      -- ISO 8601, UTC
    changed TEXT NOT NULL,
    sorting TEXT NOT NULL,      -- the label, folded
    wanted  TEXT NOT NULL       -- label, names and accounts, folded, one a line: what a search looks in
) STRICT, WITHOUT ROWID;

CREATE INDEX clients_by_label ON clients (sorting, id);

CREATE TABLE accounts (
    key           TEXT NOT NULL PRIMARY KEY,    -- platform:id
    client        TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
    place         INTEGER NOT NULL,             -- the order in which the client's accounts were added
    handle_source TEXT NOT NULL CHECK (handle_source IN ('client_provided', 'inbound_contact', 'incidental'))
) STRICT, WITHOUT ROWID;

CREATE INDEX accounts_by_client ON accounts (client, place);

CREATE TABLE aliases (          -- other keys of the same account: a numeric id, an old handle
    key     TEXT NOT NULL PRIMARY KEY,
    account TEXT NOT NULL REFERENCES accounts (key) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX aliases_by_account ON aliases (account);

CREATE TABLE cleared (          -- "Not my client": HMACs, so that it names nobody who is not a client
    hmac   BLOB NOT NULL PRIMARY KEY,
    client TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX cleared_by_client ON cleared (client);
