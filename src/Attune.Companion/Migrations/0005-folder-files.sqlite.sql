-- What is known of the files in the watched folder, so that a restart reads none again that has not changed. modified is in
-- ticks of 100 ns UTC; content_hash is the SHA-256 of a file's bytes; again is 1 where the reason may pass by itself.

CREATE TABLE companion_folder_files (
    organisation_id TEXT NOT NULL,
    path TEXT NOT NULL,
    size INTEGER NOT NULL,
    modified INTEGER NOT NULL,
    content_hash TEXT NULL,
    problem_code TEXT NULL,
    problem_detail TEXT NULL,
    problem_what_to_do TEXT NULL,
    again INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (organisation_id, path)
) STRICT, WITHOUT ROWID;
