-- Pieces of a confirmed return or exchange as staff booked them in, each once and no more than were to come. Never changed.
CREATE TABLE return_arrivals (
  sequence INTEGER PRIMARY KEY,
  proposal_id TEXT NOT NULL REFERENCES proposals (id),
  -- one act of a member of staff: the same one again books nothing
  client_id TEXT NOT NULL,
  line_id TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  condition TEXT NOT NULL CHECK (condition IN ('as_expected', 'damaged', 'not_arrived')),
  -- 1: its money or its replacement follows
  accepted INTEGER NOT NULL CHECK (accepted IN (0, 1)),
  staff_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  CHECK (condition <> 'not_arrived' OR accepted = 0),
  UNIQUE (proposal_id, client_id, line_id, condition, accepted)
) STRICT;

CREATE TRIGGER arrivals_within_return AFTER INSERT ON return_arrivals
BEGIN
  SELECT raise(ABORT, 'arrival_exceeds_return') WHERE
    (SELECT sum(quantity) FROM return_arrivals WHERE proposal_id = new.proposal_id AND line_id = new.line_id)
    > coalesce((SELECT sum(line.value ->> '$.quantity') FROM proposals, json_each(proposals.plan, '$.lines') AS line
      WHERE proposals.id = new.proposal_id AND line.value ->> '$.lineId' = new.line_id), 0);
END;
CREATE TRIGGER return_arrivals_are_never_changed BEFORE UPDATE ON return_arrivals
BEGIN
  SELECT raise(ABORT, 'arrivals are never changed');
END;
CREATE TRIGGER return_arrivals_are_never_deleted BEFORE DELETE ON return_arrivals
BEGIN
  SELECT raise(ABORT, 'arrivals are never deleted');
END;

-- What followed from them, in minor units of the order's currency. Never changed.
CREATE TABLE return_settlements (
  sequence INTEGER PRIMARY KEY,
  proposal_id TEXT NOT NULL REFERENCES proposals (id),
  amount INTEGER NOT NULL CHECK (amount >= 0),
  staff_id TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX return_settlements_by_proposal ON return_settlements (proposal_id);
CREATE TRIGGER return_settlements_are_never_changed BEFORE UPDATE ON return_settlements
BEGIN
  SELECT raise(ABORT, 'settlements are never changed');
END;
CREATE TRIGGER return_settlements_are_never_deleted BEFORE DELETE ON return_settlements
BEGIN
  SELECT raise(ABORT, 'settlements are never deleted');
END;
