-- What a message said and the mood after it: one row for each message that was read. It goes with its message. `at` is in
-- milliseconds since 1970; points lie from -1 to 1; `change` is -1 for lower than usual, 1 for brighter, 0 for neither.
CREATE TABLE companion_moods (
    position INTEGER PRIMARY KEY,
    message_id TEXT NOT NULL UNIQUE REFERENCES companion_messages (id) ON DELETE CASCADE,
    conversation_id TEXT NOT NULL,
    organisation_id TEXT NOT NULL,
    owner_id TEXT NOT NULL,
    method TEXT NOT NULL,
    at INTEGER NOT NULL,
    valence REAL NOT NULL,
    arousal REAL NOT NULL,
    dominance REAL NOT NULL,
    messages INTEGER NOT NULL,
    mood_at INTEGER NOT NULL,
    mood_weight REAL NOT NULL,
    mood_valence REAL NOT NULL,
    mood_arousal REAL NOT NULL,
    mood_dominance REAL NOT NULL,
    companion_valence REAL NOT NULL,
    companion_arousal REAL NOT NULL,
    companion_dominance REAL NOT NULL,
    usual REAL NULL,
    spread REAL NULL,
    usual_messages INTEGER NULL,
    above REAL NOT NULL,
    below REAL NOT NULL,
    change INTEGER NOT NULL CHECK (change IN (-1, 0, 1))
) STRICT;

CREATE INDEX companion_moods_by_conversation ON companion_moods (conversation_id, position);
CREATE INDEX companion_moods_by_owner ON companion_moods (organisation_id, owner_id, method, at, position, valence);
