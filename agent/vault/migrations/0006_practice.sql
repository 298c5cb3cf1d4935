-- The practice around the watch list: people, the social media policy, consents, numbers for a crisis.

CREATE TABLE practice_people (  -- clients about whom there is a record, so that it says whose it is when they are off the list
    id    TEXT NOT NULL PRIMARY KEY,
    label TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE practice_drafts (  -- what is being written; one, whose id is "policy"
    id      TEXT NOT NULL PRIMARY KEY,
    answers TEXT NOT NULL,      -- JSON
    saved   TEXT NOT NULL       -- ISO 8601, UTC
) STRICT, WITHOUT ROWID;

CREATE TABLE practice_policies (
    id       TEXT NOT NULL PRIMARY KEY,
    number   INTEGER NOT NULL UNIQUE,           -- 1, 2, 3, …: what people call the version
    made     TEXT NOT NULL,                     -- ISO 8601, UTC
    reviewed TEXT NOT NULL,                     -- YYYY-MM-DD: from this day a review is due in a year
    answers  TEXT NOT NULL,                     -- JSON
    texts    TEXT NOT NULL                      -- JSON: the words as they were then, in each language
) STRICT, WITHOUT ROWID;

CREATE TABLE practice_given (   -- which version a client was given, and signed
    id     TEXT NOT NULL PRIMARY KEY,
    client TEXT NOT NULL REFERENCES practice_people (id),
    policy TEXT NOT NULL REFERENCES practice_policies (id),
    given  TEXT NOT NULL,                       -- YYYY-MM-DD
    signed TEXT CHECK (signed >= given),
    UNIQUE (client, policy)
) STRICT, WITHOUT ROWID;

CREATE TABLE practice_consents (
    id        TEXT NOT NULL PRIMARY KEY,
    client    TEXT NOT NULL REFERENCES practice_people (id),
    kind      TEXT NOT NULL CHECK (kind IN ('testimonial', 'photograph', 'sharing', 'recording', 'other')),
    scope     TEXT NOT NULL,                    -- what exactly it is for, as the therapist wrote it
    platform  TEXT NOT NULL,                    -- empty: any
    given     TEXT NOT NULL,                    -- YYYY-MM-DD
    expires   TEXT CHECK (expires >= given),    -- the last day on which it holds
    withdrawn TEXT CHECK (withdrawn >= given),
    added     TEXT NOT NULL                     -- ISO 8601, UTC
) STRICT, WITHOUT ROWID;

CREATE INDEX practice_consents_by_client ON practice_consents (client, given);

CREATE TABLE practice_numbers ( -- countries whose numbers for a crisis the therapist has confirmed, or written anew
    id        TEXT NOT NULL PRIMARY KEY,        -- ISO 3166-1, e.g. "US"
    emergency TEXT NOT NULL,
    lines     TEXT NOT NULL,                    -- JSON
    confirmed TEXT NOT NULL                     -- ISO 8601, UTC
) STRICT, WITHOUT ROWID;
