-- The rules that decided when the shopper confirmed, a JSON list of their ids. Since it was proposed the caps may have been
-- used up or a code grown old, so that the rules shown then are not why a person is asked, or why none was.
ALTER TABLE proposals ADD COLUMN confirmed_rules TEXT;

CREATE TRIGGER proposals_keep_their_rules BEFORE UPDATE OF confirmed_rules ON proposals
WHEN old.confirmed_rules IS NOT NULL AND new.confirmed_rules IS NOT old.confirmed_rules
BEGIN
  SELECT raise(ABORT, 'proposal_rules');
END;
