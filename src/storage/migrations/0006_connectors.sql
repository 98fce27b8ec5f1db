-- The built-in connectors: what a payment provider and a mail service would keep on their side.

CREATE TABLE gateway_refunds (
  key TEXT PRIMARY KEY,
  payment_id TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  currency TEXT NOT NULL,
  reason TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('succeeded', 'failed')),
  failure_code TEXT,
  provider_reference TEXT NOT NULL,
  requested_at TEXT NOT NULL,
  -- until then the refund reads as pending
  final_at TEXT NOT NULL
) STRICT;
CREATE INDEX gateway_refunds_by_payment ON gateway_refunds (payment_id);

CREATE TABLE code_outbox (
  id TEXT PRIMARY KEY,
  conversation_id TEXT NOT NULL,
  email TEXT NOT NULL,
  locale TEXT,
  code TEXT NOT NULL,
  sent_at TEXT NOT NULL
) STRICT;
CREATE INDEX code_outbox_by_time ON code_outbox (sent_at);
