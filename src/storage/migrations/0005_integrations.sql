-- API keys of integrations, made by `keys add`. The key itself is nowhere; `hash` is its SHA-256.
CREATE TABLE api_keys (
  id TEXT PRIMARY KEY,
  integration TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE,
  created_at TEXT NOT NULL
) STRICT;

-- Inbound webhooks by their id: a repeat gets the stored response, byte for byte.
CREATE TABLE webhook_messages (
  integration TEXT NOT NULL,
  webhook_id TEXT NOT NULL,
  body_hash TEXT NOT NULL,
  -- while it is being answered: until when, in milliseconds since the epoch, others keep off
  busy_until INTEGER NOT NULL,
  conversation_id TEXT,
  status INTEGER,
  response TEXT,
  received_at INTEGER NOT NULL,
  PRIMARY KEY (integration, webhook_id)
) STRICT;

CREATE INDEX webhook_messages_by_age ON webhook_messages (received_at);
CREATE INDEX webhook_messages_by_conversation ON webhook_messages (conversation_id);

-- An integration's own name for a conversation.
CREATE TABLE external_conversations (
  integration TEXT NOT NULL,
  external_id TEXT NOT NULL,
  conversation_id TEXT NOT NULL REFERENCES conversations (id),
  PRIMARY KEY (integration, external_id)
) STRICT;

-- Rate limits: when the next request would be due at an even pace, in milliseconds. Keys hold hashes, no addresses.
CREATE TABLE rate_limits (
  key TEXT PRIMARY KEY,
  due_at INTEGER NOT NULL
) STRICT;
