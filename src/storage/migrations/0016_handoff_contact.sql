-- Where the shopper can be reached, as they left it while nobody was at the desk.
ALTER TABLE handoffs ADD COLUMN contact TEXT;
