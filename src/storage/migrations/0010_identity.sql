-- Tokens of the storefront that have signed somebody in: each opens one conversation, however often it is sent again.
CREATE TABLE identity_tokens (
  -- SHA-256 of the signed part; the token itself is nowhere
  hash TEXT PRIMARY KEY,
  conversation_id TEXT NOT NULL REFERENCES conversations (id),
  -- milliseconds since the epoch; afterwards its age alone refuses it
  expires_at INTEGER NOT NULL
) STRICT;

CREATE INDEX identity_tokens_by_age ON identity_tokens (expires_at);
