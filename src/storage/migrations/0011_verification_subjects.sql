-- Codes tried are counted for the order and the address they went to as well; both as the attempts name them.
ALTER TABLE verifications ADD COLUMN order_subject TEXT NOT NULL DEFAULT '';
ALTER TABLE verifications ADD COLUMN address_subject TEXT NOT NULL DEFAULT '';
