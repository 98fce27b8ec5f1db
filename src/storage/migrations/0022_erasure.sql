-- An erased conversation leaves no address behind in what was proposed and done: of the terms of a proposal and of the
-- record of a change, that alone may be taken out, and only then.
DROP TRIGGER proposals_keep_their_terms;
CREATE TRIGGER proposals_keep_their_terms BEFORE UPDATE ON proposals
WHEN new.id <> old.id OR new.conversation_id <> old.conversation_id OR new.customer_id <> old.customer_id
  OR new.order_id IS NOT old.order_id OR new.kind <> old.kind OR new.quotes <> old.quotes
  OR ((new.requested <> old.requested OR new.plan IS NOT old.plan) AND NOT (
    EXISTS (SELECT 1 FROM erasures WHERE conversation_id = old.conversation_id)
    AND new.requested = json_remove(old.requested, '$.address')
    AND new.plan IS CASE old.plan ->> '$.effect.type' WHEN 'address' THEN json_set(old.plan, '$.effect', json('{"type":"none"}')) ELSE old.plan END
  ))
BEGIN
  SELECT raise(ABORT, 'proposal_terms');
END;

DROP TRIGGER order_changes_stay_as_they_are;
CREATE TRIGGER order_changes_stay_as_they_are BEFORE UPDATE ON order_changes
WHEN new.sequence <> old.sequence OR new.proposal_id <> old.proposal_id OR new.order_id IS NOT old.order_id
  OR new.customer_id <> old.customer_id OR new.kind <> old.kind OR new.at <> old.at
  OR new.detail <> json_remove(old.detail, '$.address')
  OR NOT EXISTS (
    SELECT 1 FROM proposals JOIN erasures ON erasures.conversation_id = proposals.conversation_id WHERE proposals.id = old.proposal_id
  )
BEGIN
  SELECT raise(ABORT, 'order_changes_are_never_changed');
END;
