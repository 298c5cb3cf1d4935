-- A crisis: the card that says whom to call, and what was done, step by step.

CREATE TABLE practice_crisis_cards (
    id      TEXT NOT NULL PRIMARY KEY,   -- the client's: one card each
    client  TEXT NOT NULL REFERENCES practice_people (id),
    phone   TEXT NOT NULL,
    place   TEXT NOT NULL,               -- the last known one
    contact TEXT NOT NULL,               -- whom to call in an emergency
    plan    TEXT NOT NULL,               -- where the safety plan is
    notes   TEXT NOT NULL,
    changed TEXT NOT NULL                -- ISO 8601, UTC
) STRICT, WITHOUT ROWID;

CREATE TABLE practice_crises (
    id       TEXT NOT NULL PRIMARY KEY,
    client   TEXT NOT NULL REFERENCES practice_people (id),
    begun    TEXT NOT NULL,              -- ISO 8601, UTC
    platform TEXT NOT NULL,              -- empty: not seen on one
    danger   TEXT CHECK (danger IN ('now', 'not_now')),
    seen_at  TEXT NOT NULL,              -- ISO 8601, UTC
    seen_how TEXT NOT NULL,
    steps    TEXT NOT NULL,              -- JSON: each step that was taken, with its time
    followed TEXT NOT NULL,              -- JSON: what was seen to afterwards, with its time
    outcome  TEXT NOT NULL,
    closed   TEXT                        -- ISO 8601, UTC
) STRICT, WITHOUT ROWID;

CREATE INDEX practice_crises_by_client ON practice_crises (client, begun);
