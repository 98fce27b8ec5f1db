CREATE TABLE staff (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('agent', 'lead', 'admin')),
  token_hash TEXT NOT NULL UNIQUE,
  created_at TEXT NOT NULL,
  disabled_at TEXT
) STRICT;

-- One wish for a person. States: queued → claimed → returned or closed; claimed → queued when the lease lapses.
CREATE TABLE handoffs (
  id TEXT PRIMARY KEY,
  conversation_id TEXT NOT NULL REFERENCES conversations (id),
  state TEXT NOT NULL CHECK (state IN ('queued', 'claimed', 'returned', 'closed')),
  reason TEXT NOT NULL,
  summary TEXT NOT NULL,
  packet TEXT NOT NULL CHECK (json_valid(packet)),
  opened_at TEXT NOT NULL,
  claimed_by TEXT REFERENCES staff (id),
  claimed_at TEXT,
  -- milliseconds since the epoch; past it the handoff goes back into the queue
  lease_until INTEGER,
  ended_at TEXT,
  CHECK ((state = 'claimed') = (lease_until IS NOT NULL)),
  CHECK (state <> 'claimed' OR claimed_by IS NOT NULL)
) STRICT;

-- One owner at any time: a conversation has at most one handoff under way.
CREATE UNIQUE INDEX handoffs_open ON handoffs (conversation_id) WHERE state IN ('queued', 'claimed');
CREATE INDEX handoffs_queue ON handoffs (state, opened_at) WHERE state IN ('queued', 'claimed');
