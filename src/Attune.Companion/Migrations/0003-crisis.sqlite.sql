-- What the crisis rule found in the message that a reply answers, and whom it named, as JSON; no words of the message.
ALTER TABLE companion_replies ADD COLUMN crisis TEXT NULL;
