-- Files of shoppers. The bytes lie in a folder or a bucket under the id; a row without a message waits to be sent.
CREATE TABLE attachments (
  id TEXT PRIMARY KEY,
  conversation_id TEXT NOT NULL REFERENCES conversations (id),
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  -- the client's id of the message it came with, once it was sent
  client_message_id TEXT,
  created_at TEXT NOT NULL
) STRICT;

CREATE INDEX attachments_by_conversation ON attachments (conversation_id);
