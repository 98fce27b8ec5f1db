-- Writes that wait for the shopper's own act, and the calls to providers that follow from them. Times in milliseconds.

CREATE TABLE proposals (
  id TEXT PRIMARY KEY,
  conversation_id TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  order_id TEXT NOT NULL REFERENCES orders (id),
  order_number TEXT NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'executing', 'awaiting_approval', 'executed', 'declined', 'lapsed', 'refused', 'failed')),
  locale TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  -- the words the shopper saw
  text TEXT NOT NULL,
  requested TEXT NOT NULL CHECK (json_valid(requested)),
  quotes TEXT NOT NULL CHECK (json_valid(quotes)),
  approval TEXT NOT NULL CHECK (approval IN ('none', 'person')),
  -- of the records and rules it rests on
  facts_hash TEXT NOT NULL,
  token_hash TEXT NOT NULL,
  -- minor units of the fast lane's currency; null when unknown
  worth INTEGER,
  -- 1: carried out without a person, so it counts against the caps
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
  ending TEXT
) STRICT;

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
  OR new.order_id <> old.order_id OR new.kind <> old.kind OR new.quotes <> old.quotes OR new.requested <> old.requested
BEGIN
  SELECT raise(ABORT, 'proposal_terms');
END;

-- Calls to payment providers: written with the refund, before the call. The key makes a repeat harmless.
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
CREATE INDEX outbox_due ON outbox (not_before) WHERE state IN ('waiting', 'sent');
CREATE INDEX outbox_by_proposal ON outbox (proposal_id);
