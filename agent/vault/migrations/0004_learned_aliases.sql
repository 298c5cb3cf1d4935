-- Other keys of a client's account that pages have shown, and those that the therapist took away again.

CREATE TABLE learned (
    key     TEXT NOT NULL PRIMARY KEY,          -- platform:id
    account TEXT NOT NULL REFERENCES accounts (key) ON DELETE CASCADE,
    beside  TEXT NOT NULL,                      -- the key that was known, and that a page showed it with
    time    TEXT NOT NULL                       -- ISO 8601, UTC
) STRICT, WITHOUT ROWID;

CREATE INDEX learned_by_account ON learned (account);

CREATE TABLE unlearned (        -- never to be learned again: HMACs, since whose keys these are nobody knows
    hmac   BLOB NOT NULL PRIMARY KEY,
    client TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX unlearned_by_client ON unlearned (client);

-- From which of the client's accounts "Not my client" took a learned alias, so that it can be taken back.
ALTER TABLE cleared ADD COLUMN account TEXT;
