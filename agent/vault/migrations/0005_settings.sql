-- What the therapist has chosen, as far as it differs from the default; and who is kept, whatever the retention.

CREATE TABLE settings (
    name  TEXT NOT NULL PRIMARY KEY,    -- a field of `Chosen` (protocol/messages/settings.py)
    value TEXT NOT NULL                 -- JSON
) STRICT, WITHOUT ROWID;

INSERT INTO settings SELECT 'profile_views', 'true' FROM marks WHERE name = 'setting profile_views';
DELETE FROM marks WHERE name = 'setting profile_views';

CREATE TABLE legal_holds (              -- nothing of them is erased; they need not be on the watch list any longer
    client TEXT NOT NULL PRIMARY KEY,
    since  TEXT NOT NULL                -- ISO 8601, UTC
) STRICT, WITHOUT ROWID;
