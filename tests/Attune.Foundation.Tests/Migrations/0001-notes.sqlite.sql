CREATE TABLE demo_notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL);
INSERT INTO demo_notes (text) VALUES ('first');
