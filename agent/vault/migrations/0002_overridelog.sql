-- The override log: a chain of events, and apart from it what each event recorded.
-- The triggers keep our own code from a slip. Who gets past them is caught by `verify`.

CREATE TABLE log_events (
    sequence   INTEGER PRIMARY KEY,             -- 1, 2, 3, … without a gap
    time       TEXT NOT NULL,                   -- ISO 8601, UTC, milliseconds
    kind       TEXT NOT NULL,                   -- agent/overridelog/kinds.py
    refers_to  INTEGER REFERENCES log_events (sequence),
    previous   BLOB NOT NULL CHECK (length(previous) = 32),     -- the head of the event before
    commitment BLOB NOT NULL CHECK (length(commitment) = 32),   -- SHA-256(salt ‖ body)
    public_key BLOB NOT NULL CHECK (length(public_key) = 32),
    next_key   BLOB NOT NULL CHECK (length(next_key) = 32),     -- the public key of the next event
    signature  BLOB NOT NULL CHECK (length(signature) = 64)     -- Ed25519
) STRICT;

CREATE INDEX log_events_by_kind ON log_events (kind, sequence);
CREATE INDEX log_events_by_entry ON log_events (refers_to, sequence) WHERE refers_to IS NOT NULL;

CREATE TABLE log_bodies (
    sequence INTEGER PRIMARY KEY REFERENCES log_events (sequence),
    entry    INTEGER NOT NULL,                  -- the warning's event that this belongs to, or its own
    salt     BLOB NOT NULL CHECK (length(salt) = 32),
    body     TEXT NOT NULL                      -- JSON, byte for byte as it was committed to
) STRICT;

CREATE INDEX log_bodies_by_entry ON log_bodies (entry);
CREATE INDEX log_bodies_by_client ON log_bodies (json_extract(body, '$.client'), entry)
    WHERE json_extract(body, '$.client') IS NOT NULL;
CREATE INDEX log_bodies_by_outcome ON log_bodies (json_extract(body, '$.outcome'), entry)
    WHERE json_extract(body, '$.outcome') IS NOT NULL;

CREATE TRIGGER log_events_only_at_the_end BEFORE INSERT ON log_events
WHEN NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM log_events)
BEGIN SELECT raise(ABORT, 'an event is added at the end'); END;

CREATE TRIGGER log_events_stay_as_they_are BEFORE UPDATE ON log_events
BEGIN SELECT raise(ABORT, 'an event is never changed'); END;

CREATE TRIGGER log_events_stay BEFORE DELETE ON log_events
BEGIN SELECT raise(ABORT, 'an event is never removed'); END;

CREATE TRIGGER log_bodies_only_with_their_event BEFORE INSERT ON log_bodies
WHEN NEW.sequence IS NOT (SELECT max(sequence) FROM log_events)
    OR NEW.entry IS NOT (SELECT coalesce(refers_to, sequence) FROM log_events WHERE sequence = NEW.sequence)
    OR EXISTS (SELECT 1 FROM log_bodies WHERE sequence = NEW.sequence)
BEGIN SELECT raise(ABORT, 'a body is added with its event'); END;

CREATE TRIGGER log_bodies_stay_as_they_are BEFORE UPDATE ON log_bodies
BEGIN SELECT raise(ABORT, 'a body is never changed'); END;

CREATE TRIGGER log_bodies_go_only_when_erased BEFORE DELETE ON log_bodies
WHEN NOT EXISTS (
    SELECT 1 FROM log_events
    WHERE sequence = (SELECT max(sequence) FROM log_events) AND kind = 'erased' AND refers_to = OLD.entry
) OR OLD.sequence = (SELECT max(sequence) FROM log_events)
BEGIN SELECT raise(ABORT, 'a body goes only with the event that says so'); END;
