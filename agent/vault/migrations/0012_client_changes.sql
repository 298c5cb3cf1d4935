-- What was changed of a client on the watch list, and when; not what stood there before.

CREATE TABLE client_changes (
    id     INTEGER PRIMARY KEY,
    client TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
    time   TEXT NOT NULL,           -- ISO 8601, UTC
    fields TEXT NOT NULL,           -- with spaces between them
    status TEXT                     -- the new one, where it was changed
) STRICT;

CREATE INDEX client_changes_by_client ON client_changes (client, id);
