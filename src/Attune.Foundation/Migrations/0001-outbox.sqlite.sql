-- Events that were committed together with the change they tell of and wait for the stream. `refusal` says why the stream
-- will never take one: it is kept for whoever looks, and holds nothing up.
CREATE TABLE foundation_outbox (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    organisation_id TEXT NOT NULL,
    topic TEXT NOT NULL,
    type TEXT NOT NULL,
    correlation_id TEXT NULL,
    refusal TEXT NULL,
    data TEXT NOT NULL
) STRICT;

CREATE INDEX foundation_outbox_by_topic ON foundation_outbox (organisation_id, topic);
