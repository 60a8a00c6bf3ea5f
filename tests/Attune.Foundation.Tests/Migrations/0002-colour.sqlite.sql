ALTER TABLE demo_notes ADD COLUMN colour TEXT;
INSERT INTO demo_notes (text, colour) VALUES ('second', 'blue');
