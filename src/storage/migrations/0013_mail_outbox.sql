-- Mail of a demo shop, whose customers have no mailboxes. Empty everywhere else.
CREATE TABLE mail_outbox (
  id TEXT PRIMARY KEY,
  conversation_id TEXT NOT NULL REFERENCES conversations (id),
  recipient TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  sent_at TEXT NOT NULL
) STRICT;

CREATE INDEX mail_outbox_by_conversation ON mail_outbox (conversation_id);
