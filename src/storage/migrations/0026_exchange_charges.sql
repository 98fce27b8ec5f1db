-- The difference of an exchange is charged when its goods are back, after its proposal has ended. 1: what follows from the
-- outcome (the new article goes out, or the shopper hears that it does not) was done.
ALTER TABLE charge_calls ADD COLUMN followed INTEGER NOT NULL DEFAULT 0 CHECK (followed IN (0, 1));

-- One decision of the shopper's: never charged twice, nor while an earlier charge may still go through.
CREATE TRIGGER an_exchange_is_charged_once BEFORE INSERT ON charge_calls
WHEN new.kind = 'charge' AND EXISTS (SELECT 1 FROM proposals WHERE id = new.proposal_id AND kind = 'exchange')
  AND EXISTS (SELECT 1 FROM charge_calls WHERE proposal_id = new.proposal_id AND kind = 'charge' AND state <> 'failed')
BEGIN
  SELECT raise(ABORT, 'exchange_charged_twice');
END;
