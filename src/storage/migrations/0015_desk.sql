-- What the desk's queue sorts, filters and shows of a handoff. Times in milliseconds since the epoch.
ALTER TABLE handoffs ADD COLUMN locale TEXT;
-- minor units and currency of what is at stake; null when unknown
ALTER TABLE handoffs ADD COLUMN value TEXT CHECK (value IS NULL OR json_valid(value));
-- larger comes first among equals: reason and value, weighed by prompts/desk.md
ALTER TABLE handoffs ADD COLUMN priority INTEGER NOT NULL DEFAULT 0;
-- since when the shopper waits for a person's words; null while they have been answered
ALTER TABLE handoffs ADD COLUMN waiting_since INTEGER;
ALTER TABLE handoffs ADD COLUMN first_replied_at INTEGER;
ALTER TABLE handoffs ADD COLUMN last_author TEXT;
ALTER TABLE handoffs ADD COLUMN last_text TEXT NOT NULL DEFAULT '';
ALTER TABLE handoffs ADD COLUMN last_at TEXT;
-- sequence of the last message a person wrote: a reply that has not seen it is stale
ALTER TABLE handoffs ADD COLUMN human_sequence INTEGER NOT NULL DEFAULT 0;
-- a colleague it was passed to, who is asked first
ALTER TABLE handoffs ADD COLUMN reserved_for TEXT REFERENCES staff (id);
ALTER TABLE handoffs ADD COLUMN reserved_until INTEGER;
ALTER TABLE handoffs ADD COLUMN snoozed_until INTEGER CHECK (snoozed_until IS NULL OR state = 'claimed');
-- code of prompts/desk.md, given when it was resolved
ALTER TABLE handoffs ADD COLUMN resolution TEXT;
ALTER TABLE handoffs ADD COLUMN ended_by TEXT REFERENCES staff (id);
-- how often it went back into the queue
ALTER TABLE handoffs ADD COLUMN requeued INTEGER NOT NULL DEFAULT 0;

CREATE INDEX handoffs_by_conversation ON handoffs (conversation_id, opened_at);
CREATE INDEX handoffs_ended ON handoffs (ended_at) WHERE state IN ('returned', 'closed');
CREATE INDEX handoffs_of_staff ON handoffs (claimed_by) WHERE state = 'claimed';

-- Which handoff's person a message waits for. Should that person go without an answer, the message waits again.
ALTER TABLE messages ADD COLUMN handoff_id TEXT REFERENCES handoffs (id);
CREATE TRIGGER messages_know_their_handoff AFTER INSERT ON messages
WHEN new.answered_by = 'person'
BEGIN
  UPDATE messages SET handoff_id = (SELECT id FROM handoffs WHERE conversation_id = new.conversation_id AND state = 'claimed')
  WHERE id = new.id;
END;
CREATE INDEX messages_of_handoff ON messages (handoff_id) WHERE handoff_id IS NOT NULL;

-- The last words and since when the shopper waits follow from the log; nobody has to remember to keep them.
CREATE TRIGGER handoffs_follow_messages AFTER INSERT ON events
WHEN new.type = 'message-end'
  AND json_extract(new.payload, '$.text') <> ''
  AND coalesce(json_extract(new.payload, '$.outcome'), 'complete') <> 'discarded'
BEGIN
  UPDATE handoffs SET
    last_author = json_extract(new.payload, '$.author'),
    last_text = substr(json_extract(new.payload, '$.text'), 1, 200),
    last_at = new.at,
    waiting_since = CASE json_extract(new.payload, '$.author')
      WHEN 'customer' THEN coalesce(waiting_since, CAST(round(unixepoch(new.at, 'subsec') * 1000) AS INTEGER))
      WHEN 'human_agent' THEN NULL
      ELSE waiting_since END,
    first_replied_at = CASE json_extract(new.payload, '$.author')
      WHEN 'human_agent' THEN coalesce(first_replied_at, CAST(round(unixepoch(new.at, 'subsec') * 1000) AS INTEGER))
      ELSE first_replied_at END,
    human_sequence = CASE json_extract(new.payload, '$.author') WHEN 'human_agent' THEN new.sequence ELSE human_sequence END,
    -- the shopper's words end a snooze: its person has ten minutes to show up
    lease_until = CASE WHEN snoozed_until IS NOT NULL AND json_extract(new.payload, '$.author') = 'customer'
      THEN CAST(round(unixepoch(new.at, 'subsec') * 1000) AS INTEGER) + 600000 ELSE lease_until END,
    snoozed_until = CASE json_extract(new.payload, '$.author') WHEN 'customer' THEN NULL ELSE snoozed_until END
  WHERE conversation_id = new.conversation_id AND state IN ('queued', 'claimed');
END;

-- Internal notes. They stand in no log that a shopper, an integration or a model reads.
CREATE TABLE handoff_notes (
  id TEXT PRIMARY KEY,
  conversation_id TEXT NOT NULL REFERENCES conversations (id),
  staff_id TEXT NOT NULL REFERENCES staff (id),
  client_note_id TEXT NOT NULL,
  text TEXT NOT NULL,
  -- staff ids, as a JSON list
  mentions TEXT NOT NULL CHECK (json_valid(mentions)),
  at TEXT NOT NULL,
  UNIQUE (conversation_id, staff_id, client_note_id)
) STRICT;

-- Who looks at a conversation, and who types.
CREATE TABLE desk_presence (
  conversation_id TEXT NOT NULL,
  staff_id TEXT NOT NULL REFERENCES staff (id),
  seen_at INTEGER NOT NULL,
  typing_at INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (conversation_id, staff_id)
) STRICT, WITHOUT ROWID;

-- What the assistant's model drafted for a person, and what became of it.
CREATE TABLE suggestions (
  id TEXT PRIMARY KEY,
  conversation_id TEXT NOT NULL REFERENCES conversations (id),
  staff_id TEXT NOT NULL REFERENCES staff (id),
  text TEXT NOT NULL,
  outcome TEXT CHECK (outcome IN ('accepted', 'edited', 'dismissed')),
  sent_text TEXT,
  reason TEXT,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX suggestions_by_conversation ON suggestions (conversation_id);

-- What changed at the desk, in order: a desk asks for everything after the last position it knows.
CREATE TABLE desk_changes (
  position INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('handoff', 'presence', 'staff', 'note', 'approval')),
  -- of the handoff, conversation, person or proposal
  subject TEXT NOT NULL
) STRICT;

CREATE TRIGGER desk_sees_new_handoffs AFTER INSERT ON handoffs
BEGIN
  INSERT INTO desk_changes (kind, subject) VALUES ('handoff', new.id);
END;
CREATE TRIGGER desk_sees_handoffs AFTER UPDATE OF state, claimed_by, reserved_for, snoozed_until, priority, last_text, last_at, waiting_since, resolution ON handoffs
BEGIN
  INSERT INTO desk_changes (kind, subject) VALUES ('handoff', new.id);
END;
CREATE TRIGGER desk_sees_notes AFTER INSERT ON handoff_notes
BEGIN
  INSERT INTO desk_changes (kind, subject) VALUES ('note', new.conversation_id);
END;
CREATE TRIGGER desk_sees_staff AFTER UPDATE OF status, capacity, name, role, disabled_at ON staff
BEGIN
  INSERT INTO desk_changes (kind, subject) VALUES ('staff', new.id);
END;
CREATE TRIGGER desk_sees_approvals AFTER UPDATE OF state ON proposals
WHEN new.state = 'awaiting_approval' OR old.state = 'awaiting_approval'
BEGIN
  INSERT INTO desk_changes (kind, subject) VALUES ('approval', new.id);
END;
