-- A person may let less go back than the shopper confirmed: what was confirmed is refused, and a new proposal takes its
-- place, decided in advance by the same person and confirmed by the shopper like any other.
ALTER TABLE proposals ADD COLUMN replaces TEXT REFERENCES proposals (id);
CREATE UNIQUE INDEX one_replacement ON proposals (replaces);

-- Behind the code: nothing is decided in advance but a smaller refund of the same money to the same shopper, by whoever
-- refused the larger one, and never by the shopper.
CREATE TRIGGER proposals_decided_in_advance BEFORE INSERT ON proposals
WHEN (new.replaces IS NOT NULL OR new.decided_by IS NOT NULL) AND NOT EXISTS (
  SELECT 1 FROM proposals AS prior
  WHERE prior.id = new.replaces AND prior.state = 'refused' AND prior.decided_by = new.decided_by
    AND prior.kind = 'refund' AND new.kind = 'refund' AND new.state = 'open'
    AND prior.conversation_id = new.conversation_id AND prior.customer_id = new.customer_id
    AND prior.order_id = new.order_id AND new.decided_by <> new.customer_id
    AND (SELECT count(DISTINCT json_extract(value, '$.amount.currency')) FROM (
      SELECT value FROM json_each(prior.quotes) UNION ALL SELECT value FROM json_each(new.quotes)
    )) = 1
    AND (SELECT sum(json_extract(value, '$.amount.amount')) FROM json_each(new.quotes))
      < (SELECT sum(json_extract(value, '$.amount.amount')) FROM json_each(prior.quotes))
)
BEGIN
  SELECT raise(ABORT, 'proposal_decided');
END;

CREATE TRIGGER proposals_keep_their_decision BEFORE UPDATE ON proposals
WHEN new.replaces IS NOT old.replaces OR (old.decided_by IS NOT NULL AND new.decided_by IS NOT old.decided_by)
BEGIN
  SELECT raise(ABORT, 'proposal_decided');
END;
