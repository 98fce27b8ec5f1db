-- Money that cannot go back the way it came: a person transfers it. The account is typed into a form made by code and
-- stands here alone, in no event, log line or model prompt; it is emptied once the money is on its way.
CREATE TABLE bank_transfers (
  refund_id TEXT PRIMARY KEY REFERENCES refunds (id),
  proposal_id TEXT NOT NULL REFERENCES proposals (id),
  state TEXT NOT NULL CHECK (state IN ('details_needed', 'ready', 'paid', 'refused')),
  account TEXT CHECK (json_valid(account)),
  account_at INTEGER,
  decided_at INTEGER,
  -- the member of staff who paid or refused; never the customer
  decided_by TEXT,
  created_at INTEGER NOT NULL,
  CHECK (state <> 'ready' OR account IS NOT NULL),
  CHECK (state NOT IN ('paid', 'refused') OR (account IS NULL AND decided_by IS NOT NULL))
) STRICT;
CREATE INDEX bank_transfers_open ON bank_transfers (created_at) WHERE state IN ('details_needed', 'ready');
CREATE INDEX bank_transfers_by_proposal ON bank_transfers (proposal_id);

CREATE TRIGGER bank_transfers_move_forward BEFORE UPDATE OF state ON bank_transfers
WHEN new.state <> old.state AND (
  old.state IN ('paid', 'refused')
  OR (new.state IN ('paid', 'refused') AND new.decided_by = (SELECT customer_id FROM proposals WHERE id = old.proposal_id))
)
BEGIN
  SELECT raise(ABORT, 'bank_transfer_state');
END;
