-- Money that waits for a check, of whom and since when: the records of src/shop/payment-records.ts.
ALTER TABLE payments ADD COLUMN hold TEXT CHECK (json_valid(hold));
ALTER TABLE refunds ADD COLUMN hold TEXT CHECK (json_valid(hold));

-- What providers said of it, each word once, in the order it came. Never changed.
CREATE TABLE hold_notices (
  sequence INTEGER PRIMARY KEY,
  provider TEXT NOT NULL,
  -- the provider's id of its notification
  event_id TEXT NOT NULL,
  payment_id TEXT REFERENCES payments (id),
  refund_id TEXT REFERENCES refunds (id),
  outcome TEXT NOT NULL CHECK (outcome IN ('held', 'released', 'refused')),
  -- when it happened at the provider, in milliseconds
  at INTEGER NOT NULL,
  reason TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  UNIQUE (provider, event_id),
  CHECK ((payment_id IS NULL) <> (refund_id IS NULL))
) STRICT;
CREATE INDEX hold_notices_by_payment ON hold_notices (payment_id, at);
CREATE INDEX hold_notices_by_refund ON hold_notices (refund_id, at);
CREATE INDEX payments_by_reference ON payments (provider_reference);
CREATE INDEX refunds_by_reference ON refunds (provider_reference);

CREATE TRIGGER hold_notices_are_never_changed BEFORE UPDATE ON hold_notices
BEGIN
  SELECT raise(ABORT, 'hold notices are never changed');
END;
CREATE TRIGGER hold_notices_are_never_deleted BEFORE DELETE ON hold_notices
BEGIN
  SELECT raise(ABORT, 'hold notices are never deleted');
END;

-- The built-in provider's own books on it.
ALTER TABLE gateway_refunds ADD COLUMN hold TEXT CHECK (json_valid(hold));
