-- Whom a waiting conversation was offered to already, as a JSON list, and when somebody was last offered one.
ALTER TABLE handoffs ADD COLUMN offered TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(offered));
ALTER TABLE staff ADD COLUMN offered_at INTEGER NOT NULL DEFAULT 0;
