-- `activity` grows with every message of an owner: lists show the newest first, and it is never the same twice.
-- `erasing` is set before the texts leave the stream, so that an erasure which a crash interrupts is finished.
CREATE TABLE companion_conversations (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    organisation_id TEXT NOT NULL,
    owner_id TEXT NOT NULL,
    client_id TEXT NULL,
    persona_id TEXT NOT NULL,
    language TEXT NOT NULL,
    activity INTEGER NOT NULL,
    messages INTEGER NOT NULL DEFAULT 0,
    erasing INTEGER NOT NULL DEFAULT 0,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    title TEXT NULL,
    last_text TEXT NULL,
    UNIQUE (organisation_id, owner_id, client_id)
) STRICT;

CREATE UNIQUE INDEX companion_conversations_by_activity ON companion_conversations (organisation_id, owner_id, activity);
CREATE INDEX companion_conversations_erasing ON companion_conversations (erasing) WHERE erasing = 1;

-- A person's message holds its text; a reply is a row of companion_replies with the same id, which holds everything else.
CREATE TABLE companion_messages (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    organisation_id TEXT NOT NULL,
    owner_id TEXT NOT NULL,
    conversation_id TEXT NOT NULL REFERENCES companion_conversations (id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('user', 'assistant')),
    client_id TEXT NULL,
    reply_to TEXT NULL,
    replaced_by TEXT NULL,
    created_at TEXT NOT NULL,
    emotion TEXT NULL,
    text TEXT NULL,
    UNIQUE (organisation_id, owner_id, conversation_id, client_id)
) STRICT;

CREATE INDEX companion_messages_by_conversation ON companion_messages (conversation_id, position);

ALTER TABLE companion_replies ADD COLUMN conversation_id TEXT NULL;
ALTER TABLE companion_replies ADD COLUMN message_id TEXT NULL;
ALTER TABLE companion_replies ADD COLUMN model TEXT NULL;
ALTER TABLE companion_replies ADD COLUMN fallback INTEGER NOT NULL DEFAULT 0;

CREATE INDEX companion_replies_by_conversation ON companion_replies (conversation_id, position) WHERE conversation_id IS NOT NULL;
