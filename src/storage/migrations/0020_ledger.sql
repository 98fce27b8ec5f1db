-- Every move of money as it was booked, in order, written by the database itself whoever writes the records. What was
-- captured stands in `captures`; this is what happened to it since. Never changed, never deleted.
CREATE TABLE ledger_entries (
  sequence INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('refund', 'dispute')),
  -- the refund or the dispute
  record_id TEXT NOT NULL,
  order_id TEXT NOT NULL,
  payment_id TEXT NOT NULL,
  amount INTEGER NOT NULL,
  currency TEXT NOT NULL,
  -- null: booked just now
  status_before TEXT,
  status TEXT NOT NULL,
  -- the confirmed proposal it follows from; null for what the shop brought along
  proposal_id TEXT
) STRICT;
CREATE INDEX ledger_entries_by_order ON ledger_entries (order_id, sequence);

CREATE TRIGGER ledger_entries_are_never_changed BEFORE UPDATE ON ledger_entries
BEGIN
  SELECT raise(ABORT, 'the ledger is append-only');
END;
CREATE TRIGGER ledger_entries_are_never_deleted BEFORE DELETE ON ledger_entries
BEGIN
  SELECT raise(ABORT, 'the ledger is append-only');
END;

CREATE TRIGGER refunds_are_entered AFTER INSERT ON refunds
BEGIN
  INSERT INTO ledger_entries (at, kind, record_id, order_id, payment_id, amount, currency, status, proposal_id)
  VALUES (new.requested_at, 'refund', new.id, new.order_id, new.payment_id, new.amount, new.currency, new.status, new.metadata ->> '$.proposalId');
END;
CREATE TRIGGER refund_states_are_entered AFTER UPDATE OF status ON refunds WHEN new.status <> old.status
BEGIN
  INSERT INTO ledger_entries (at, kind, record_id, order_id, payment_id, amount, currency, status_before, status, proposal_id)
  VALUES (coalesce(new.completed_at, strftime('%Y-%m-%dT%H:%M:%fZ', 'now')), 'refund', new.id, new.order_id, new.payment_id, new.amount, new.currency,
    old.status, new.status, new.metadata ->> '$.proposalId');
END;
CREATE TRIGGER disputes_are_entered AFTER INSERT ON disputes
BEGIN
  INSERT INTO ledger_entries (at, kind, record_id, order_id, payment_id, amount, currency, status)
  VALUES (new.opened_at, 'dispute', new.id, new.order_id, new.payment_id, new.amount, new.currency, new.status);
END;
CREATE TRIGGER dispute_states_are_entered AFTER UPDATE OF status ON disputes WHEN new.status <> old.status
BEGIN
  INSERT INTO ledger_entries (at, kind, record_id, order_id, payment_id, amount, currency, status_before, status)
  VALUES (coalesce(new.closed_at, strftime('%Y-%m-%dT%H:%M:%fZ', 'now')), 'dispute', new.id, new.order_id, new.payment_id, new.amount, new.currency,
    old.status, new.status);
END;

-- A refund of ours keeps its terms.
CREATE TRIGGER refunds_keep_their_terms BEFORE UPDATE ON refunds
WHEN old.metadata ->> '$.proposalId' IS NOT NULL AND (
  new.id <> old.id OR new.order_id <> old.order_id OR new.payment_id <> old.payment_id OR new.amount <> old.amount
  OR new.currency <> old.currency OR new.metadata ->> '$.proposalId' IS NOT old.metadata ->> '$.proposalId'
)
BEGIN
  SELECT raise(ABORT, 'refund_terms');
END;
