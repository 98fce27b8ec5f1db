-- Inserting a false condition here undoes the batch it is part of; nothing is ever stored (see storage/assertion.ts).
CREATE VIEW assertion AS SELECT 1 AS holds;

CREATE TRIGGER assertion_must_hold INSTEAD OF INSERT ON assertion
WHEN new.holds IS NOT 1
BEGIN
  SELECT RAISE(ABORT, 'assertion_failed');
END;

-- The log: what happened in each conversation, numbered 1, 2, 3… without a gap. `position` orders all conversations.
CREATE TABLE events (
  position INTEGER PRIMARY KEY,
  conversation_id TEXT NOT NULL,
  sequence INTEGER NOT NULL CHECK (sequence > 0),
  at TEXT NOT NULL,
  type TEXT NOT NULL,
  payload TEXT NOT NULL CHECK (json_valid(payload)),
  UNIQUE (conversation_id, sequence)
) STRICT;

-- A conversation listed here may have its payloads emptied: the only way to change a logged event.
CREATE TABLE erasures (
  conversation_id TEXT PRIMARY KEY,
  at TEXT NOT NULL
) STRICT;

CREATE TRIGGER events_have_no_gap BEFORE INSERT ON events
WHEN new.sequence <> 1 + (SELECT coalesce(max(sequence), 0) FROM events WHERE conversation_id = new.conversation_id)
BEGIN
  SELECT RAISE(ABORT, 'an event must take the next sequence of its conversation');
END;

CREATE TRIGGER events_are_never_deleted BEFORE DELETE ON events
BEGIN
  SELECT RAISE(ABORT, 'events are append-only');
END;

CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
WHEN new.position <> old.position
  OR new.conversation_id <> old.conversation_id
  OR new.sequence <> old.sequence
  OR new.at <> old.at
  OR NOT EXISTS (SELECT 1 FROM erasures WHERE conversation_id = old.conversation_id)
BEGIN
  SELECT RAISE(ABORT, 'events are append-only');
END;

-- A turn that was running when its conversation was erased must not write its words into it.
CREATE TRIGGER erased_conversations_take_no_words BEFORE INSERT ON events
WHEN new.type <> 'status' AND EXISTS (SELECT 1 FROM erasures WHERE conversation_id = new.conversation_id)
BEGIN
  SELECT RAISE(ABORT, 'conversation_erased');
END;

CREATE TABLE conversations (
  id TEXT PRIMARY KEY,
  secret_hash TEXT NOT NULL,
  owner TEXT NOT NULL DEFAULT 'assistant' CHECK (owner IN ('assistant', 'queued', 'human', 'closed')),
  channel TEXT NOT NULL CHECK (channel IN ('widget', 'webhook', 'cli')),
  integration_id TEXT,
  locale TEXT,
  locale_hint TEXT,
  time_zone TEXT,
  -- the first verified customer; never another one
  customer_id TEXT,
  identity TEXT NOT NULL CHECK (json_valid(identity)),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  erased_at TEXT
) STRICT;

CREATE TRIGGER conversations_keep_their_customer BEFORE UPDATE OF customer_id ON conversations
WHEN old.customer_id IS NOT NULL AND new.customer_id IS NOT old.customer_id AND new.erased_at IS NULL
BEGIN
  SELECT RAISE(ABORT, 'a conversation is bound to its first verified customer');
END;

-- What customers wrote, as an index over the log: which message waits for which turn.
CREATE TABLE messages (
  id TEXT PRIMARY KEY,
  conversation_id TEXT NOT NULL REFERENCES conversations (id),
  client_message_id TEXT NOT NULL,
  text TEXT NOT NULL,
  -- of its message-end
  sequence INTEGER NOT NULL,
  -- the turn that took it last
  turn_id TEXT,
  -- 'turn' when that turn has ended, 'person' when a human agent has the conversation, null while it waits
  answered_by TEXT CHECK (answered_by IN ('turn', 'person')),
  UNIQUE (conversation_id, client_message_id)
) STRICT;

CREATE INDEX messages_unanswered ON messages (conversation_id, sequence) WHERE answered_by IS NULL;

CREATE TRIGGER turns_take_messages AFTER INSERT ON events
WHEN new.type = 'turn-started'
BEGIN
  UPDATE messages SET turn_id = json_extract(new.payload, '$.turnId')
  WHERE conversation_id = new.conversation_id
    AND answered_by IS NULL
    AND id IN (SELECT value FROM json_each(new.payload, '$.messageIds'));
END;

CREATE TRIGGER turns_answer_messages AFTER INSERT ON events
WHEN new.type = 'turn-ended'
BEGIN
  UPDATE messages SET answered_by = 'turn'
  WHERE conversation_id = new.conversation_id
    AND answered_by IS NULL
    AND turn_id = json_extract(new.payload, '$.turnId');
END;

-- At most one live turn a conversation. `expires_at` in milliseconds since the epoch.
CREATE TABLE turn_leases (
  conversation_id TEXT PRIMARY KEY REFERENCES conversations (id),
  turn_id TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;

-- One-time codes. `customer_id` is null when the order is unknown: nobody gets a code, and none is right.
CREATE TABLE verifications (
  id TEXT PRIMARY KEY,
  conversation_id TEXT NOT NULL REFERENCES conversations (id),
  customer_id TEXT,
  code_hash TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'used', 'superseded')),
  tries INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX verifications_open ON verifications (conversation_id) WHERE state = 'open';

-- Codes sent, codes tried and orders claimed, counted per subject: a conversation, an order, a hashed address, a
-- network. `at` in milliseconds since the epoch.
CREATE TABLE verification_attempts (
  kind TEXT NOT NULL CHECK (kind IN ('send', 'try', 'claim')),
  subject TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;

CREATE INDEX verification_attempts_by_subject ON verification_attempts (kind, subject, at);
CREATE INDEX verification_attempts_by_age ON verification_attempts (at);
