-- What the payment or refund was when a word on its check was heard: a check of money that has moved changes nothing.
ALTER TABLE hold_notices ADD COLUMN status_before TEXT;

-- The check its shopper was told of last, e.g. "provider 2026-03-12": told once, whichever process learns of it. NULL: none,
-- or it is over.
ALTER TABLE outbox ADD COLUMN held_told TEXT;
UPDATE outbox SET held_told = (SELECT (hold ->> '$.by') || ' ' || coalesce(hold ->> '$.latestOn', '') FROM refunds
  WHERE refunds.id = outbox.refund_id AND hold ->> '$.releasedAt' IS NULL)
WHERE state = 'sent';
