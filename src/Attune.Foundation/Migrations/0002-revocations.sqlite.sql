-- Credentials that were withdrawn before they expire, until they would have expired anyway. `denied` holds the rights that
-- were withdrawn, one a line; NULL: all of them. Times are ticks (100 ns since the year 1) of UTC.
CREATE TABLE foundation_revocations (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    organisation_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    issued_before INTEGER NOT NULL,
    matters_until INTEGER NOT NULL,
    denied TEXT NULL
) STRICT;

CREATE INDEX foundation_revocations_by_end ON foundation_revocations (matters_until);
