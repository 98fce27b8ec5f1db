-- Proposals of every kind. A default address concerns no order, so the order becomes optional; SQLite can only say so
-- in a new table, and the calls that refer to proposals move with them.
CREATE TABLE outbox_before AS SELECT * FROM outbox;
DROP TABLE outbox;
ALTER TABLE proposals RENAME TO proposals_before;

DROP TRIGGER proposals_move_forward;
DROP TRIGGER proposals_keep_their_terms;
DROP INDEX one_open_proposal;
DROP INDEX proposals_by_conversation;
DROP INDEX proposals_awaiting;
DROP INDEX fast_refunds_by_customer;
DROP INDEX fast_refunds_by_order;
DROP INDEX fast_refunds_by_day;

CREATE TABLE proposals (
  id TEXT PRIMARY KEY,
  conversation_id TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  order_id TEXT REFERENCES orders (id),
  order_number TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('refund', 'cancellation', 'address_change', 'item_change', 'payment_change', 'return', 'exchange')),
  state TEXT NOT NULL CHECK (state IN ('open', 'executing', 'awaiting_approval', 'executed', 'declined', 'lapsed', 'refused', 'failed')),
  locale TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  -- the words the shopper saw
  text TEXT NOT NULL,
  requested TEXT NOT NULL CHECK (json_valid(requested)),
  -- what goes back
  quotes TEXT NOT NULL CHECK (json_valid(quotes)),
  -- what else happens; null for a refund
  plan TEXT CHECK (json_valid(plan)),
  approval TEXT NOT NULL CHECK (approval IN ('none', 'person')),
  -- of the records and rules it rests on
  facts_hash TEXT NOT NULL,
  token_hash TEXT NOT NULL,
  -- minor units of the fast lane's currency; null when unknown
  worth INTEGER,
  -- 1: money went back without a person, so it counts against the caps
  fast_lane INTEGER NOT NULL DEFAULT 0 CHECK (fast_lane IN (0, 1)),
  opened_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  confirmed_at INTEGER,
  -- 'token', or the id of the message that said yes
  confirmed_by TEXT,
  decided_at INTEGER,
  -- the member of staff who approved or refused
  decided_by TEXT,
  -- why it lapsed, was refused or failed
  ending TEXT,
  CHECK ((order_id IS NULL) = (order_number IS NULL)),
  CHECK (order_id IS NOT NULL OR kind = 'address_change')
) STRICT;

INSERT INTO proposals (id, conversation_id, customer_id, order_id, order_number, kind, state, locale, time_zone, text, requested, quotes,
  approval, facts_hash, token_hash, worth, fast_lane, opened_at, expires_at, confirmed_at, confirmed_by, decided_at, decided_by, ending)
SELECT id, conversation_id, customer_id, order_id, order_number, kind, state, locale, time_zone, text, requested, quotes,
  approval, facts_hash, token_hash, worth, fast_lane, opened_at, expires_at, confirmed_at, confirmed_by, decided_at, decided_by, ending
FROM proposals_before ORDER BY rowid;
DROP TABLE proposals_before;

CREATE UNIQUE INDEX one_open_proposal ON proposals (conversation_id) WHERE state = 'open';
CREATE INDEX proposals_by_conversation ON proposals (conversation_id, opened_at);
CREATE INDEX proposals_awaiting ON proposals (confirmed_at) WHERE state = 'awaiting_approval';
CREATE INDEX fast_refunds_by_customer ON proposals (customer_id, confirmed_at) WHERE fast_lane = 1;
CREATE INDEX fast_refunds_by_order ON proposals (order_id) WHERE fast_lane = 1;
CREATE INDEX fast_refunds_by_day ON proposals (confirmed_at) WHERE fast_lane = 1;

-- Behind the code: a decision is never taken back, and nothing is carried out that was not confirmed.
CREATE TRIGGER proposals_move_forward BEFORE UPDATE OF state ON proposals
WHEN new.state <> old.state AND NOT (
  (old.state = 'open' AND new.state IN ('declined', 'lapsed'))
  OR (old.state = 'open' AND new.state IN ('executing', 'awaiting_approval') AND new.confirmed_at IS NOT NULL AND new.confirmed_by IS NOT NULL)
  OR (old.state = 'awaiting_approval' AND new.state IN ('executing', 'refused') AND new.decided_by IS NOT NULL AND new.decided_by <> old.customer_id)
  OR (old.state = 'executing' AND new.state IN ('executed', 'failed'))
)
BEGIN
  SELECT raise(ABORT, 'proposal_state');
END;

CREATE TRIGGER proposals_keep_their_terms BEFORE UPDATE ON proposals
WHEN new.id <> old.id OR new.conversation_id <> old.conversation_id OR new.customer_id <> old.customer_id
  OR new.order_id IS NOT old.order_id OR new.kind <> old.kind OR new.quotes <> old.quotes OR new.requested <> old.requested
  OR new.plan IS NOT old.plan
BEGIN
  SELECT raise(ABORT, 'proposal_terms');
END;

CREATE TABLE outbox (
  id TEXT PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  proposal_id TEXT NOT NULL REFERENCES proposals (id),
  refund_id TEXT NOT NULL UNIQUE REFERENCES refunds (id),
  -- sent: at least one call was begun, its outcome is not final
  state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'done', 'failed')),
  attempts INTEGER NOT NULL DEFAULT 0,
  not_before INTEGER NOT NULL,
  last_answer TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
INSERT INTO outbox SELECT * FROM outbox_before;
DROP TABLE outbox_before;
CREATE INDEX outbox_due ON outbox (not_before) WHERE state IN ('waiting', 'sent');
CREATE INDEX outbox_by_proposal ON outbox (proposal_id);

-- Charges to stored ways to pay, and money let go before it was collected: written with the change, before the call.
-- Refunds of the same proposal are sent when every charge of it is through.
CREATE TABLE charge_calls (
  id TEXT PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  proposal_id TEXT NOT NULL REFERENCES proposals (id),
  kind TEXT NOT NULL CHECK (kind IN ('charge', 'release')),
  payment_id TEXT NOT NULL REFERENCES payments (id),
  state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'done', 'failed')),
  attempts INTEGER NOT NULL DEFAULT 0,
  not_before INTEGER NOT NULL,
  last_answer TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX charge_calls_due ON charge_calls (not_before) WHERE state IN ('waiting', 'sent');
CREATE INDEX charge_calls_by_proposal ON charge_calls (proposal_id);

-- What was done to orders and default addresses, in order. Never changed.
CREATE TABLE order_changes (
  sequence INTEGER PRIMARY KEY,
  proposal_id TEXT NOT NULL UNIQUE REFERENCES proposals (id),
  order_id TEXT REFERENCES orders (id),
  customer_id TEXT NOT NULL REFERENCES customers (id),
  kind TEXT NOT NULL,
  at TEXT NOT NULL,
  -- lines, the way to pay named, the price difference, the reason
  detail TEXT NOT NULL CHECK (json_valid(detail))
) STRICT;
CREATE INDEX order_changes_by_order ON order_changes (order_id);

CREATE TRIGGER order_changes_are_kept BEFORE DELETE ON order_changes
BEGIN
  SELECT raise(ABORT, 'order_changes_are_never_deleted');
END;
CREATE TRIGGER order_changes_stay_as_they_are BEFORE UPDATE ON order_changes
BEGIN
  SELECT raise(ABORT, 'order_changes_are_never_changed');
END;

-- The built-in payment provider's own books on charges.
CREATE TABLE gateway_charges (
  key TEXT PRIMARY KEY,
  payment_id TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  currency TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('succeeded', 'failed')),
  failure_code TEXT,
  provider_reference TEXT NOT NULL,
  requested_at TEXT NOT NULL
) STRICT;
