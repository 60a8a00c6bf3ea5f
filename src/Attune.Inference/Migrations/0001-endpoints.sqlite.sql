-- Model endpoints connected on the page; those of the settings are not stored. The key stands in a column of its own and last,
-- so that no list reads it by accident.

CREATE TABLE inference_endpoints (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    organisation_id TEXT NOT NULL,
    owner_id TEXT NOT NULL,
    client_id TEXT NULL,
    name TEXT NOT NULL,
    base_url TEXT NOT NULL,
    model TEXT NOT NULL,
    enabled INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    api_key TEXT NULL,
    UNIQUE (organisation_id, owner_id, client_id)
) STRICT;

CREATE INDEX inference_endpoints_by_organisation ON inference_endpoints (organisation_id, position);
