-- The large text stands last in each row, so that a list that does not show it never reads its pages.

CREATE TABLE companion_documents (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    organisation_id TEXT NOT NULL,
    owner_id TEXT NOT NULL,
    client_id TEXT NULL,
    name TEXT NOT NULL,
    language TEXT NOT NULL,
    characters INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    passages INTEGER NOT NULL,
    built_in INTEGER NOT NULL DEFAULT 0,
    created_at TEXT NOT NULL,
    text_hash TEXT NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (organisation_id, owner_id, client_id)
) STRICT;

CREATE INDEX companion_documents_by_organisation ON companion_documents (organisation_id, position);

-- Built-in documents that somebody deleted: a later start must not bring them back.
CREATE TABLE companion_dismissed_documents (
    organisation_id TEXT NOT NULL,
    owner_id TEXT NOT NULL,
    client_id TEXT NOT NULL,
    dismissed_at TEXT NOT NULL,
    PRIMARY KEY (organisation_id, owner_id, client_id)
) STRICT, WITHOUT ROWID;

-- A reply is a work item: whoever holds its lease writes it; text and citations are fixed before the first piece is sent.
CREATE TABLE companion_replies (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    organisation_id TEXT NOT NULL,
    owner_id TEXT NOT NULL,
    client_id TEXT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'complete', 'cancelled', 'failed')),
    owner_node TEXT NULL,
    lease_until INTEGER NULL,
    attempt INTEGER NOT NULL DEFAULT 0,
    stop_requested INTEGER NOT NULL DEFAULT 0,
    stream_id TEXT NOT NULL,
    language TEXT NOT NULL,
    method TEXT NOT NULL,
    found INTEGER NOT NULL DEFAULT 0,
    correlation_id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    finished_at TEXT NULL,
    input TEXT NOT NULL,
    citations TEXT NULL,
    text TEXT NULL,
    UNIQUE (organisation_id, owner_id, client_id)
) STRICT;

CREATE INDEX companion_replies_by_owner ON companion_replies (organisation_id, owner_id, position);
CREATE INDEX companion_replies_unfinished ON companion_replies (state, position) WHERE state IN ('queued', 'running');
