-- The shop: what is imported, exported and looked up. Field names are those of src/shop/records.ts in snake case;
-- nested records that are never searched are JSON text. `sequence` keeps the order of arrival, for exports.
-- Columns ending in _key are folded copies for forgiving look-ups.

CREATE TABLE store (
  sequence INTEGER PRIMARY KEY CHECK (sequence = 1),
  name TEXT NOT NULL,
  default_locale TEXT NOT NULL,
  currency TEXT NOT NULL,
  country TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  support_email TEXT,
  url TEXT
) STRICT;

CREATE TABLE customers (
  sequence INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  email TEXT NOT NULL,
  email_key TEXT NOT NULL,
  given_name TEXT,
  family_name TEXT,
  phone TEXT,
  locale TEXT,
  country TEXT NOT NULL,
  time_zone TEXT,
  default_address TEXT,
  created_at TEXT NOT NULL,
  metadata TEXT NOT NULL
) STRICT;
CREATE INDEX customers_by_email ON customers (email_key);

CREATE TABLE payment_instruments (
  customer_id TEXT NOT NULL REFERENCES customers (id),
  position INTEGER NOT NULL,
  id TEXT NOT NULL,
  method TEXT NOT NULL,
  brand TEXT,
  last4 TEXT,
  balance TEXT,
  PRIMARY KEY (customer_id, position),
  UNIQUE (customer_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE products (
  sequence INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  description TEXT NOT NULL,
  category TEXT,
  tags TEXT NOT NULL,
  url TEXT,
  image_url TEXT,
  origin_country TEXT,
  hs_code TEXT,
  metadata TEXT NOT NULL
) STRICT;

CREATE TABLE product_variants (
  product_id TEXT NOT NULL REFERENCES products (id),
  position INTEGER NOT NULL,
  id TEXT NOT NULL,
  sku TEXT,
  title TEXT NOT NULL,
  options TEXT NOT NULL,
  price INTEGER NOT NULL CHECK (price >= 0),
  currency TEXT NOT NULL,
  available INTEGER NOT NULL CHECK (available IN (0, 1)),
  stock INTEGER,
  PRIMARY KEY (product_id, position),
  UNIQUE (product_id, id)
) STRICT, WITHOUT ROWID;

-- Tokens made by src/shop/search-tokens.ts: folded words, and pairs of characters where words are not spaced. rowid = products.sequence.
CREATE VIRTUAL TABLE product_search USING fts5 (title, keywords, description, tokenize = 'porter unicode61');

CREATE TABLE orders (
  sequence INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  number TEXT NOT NULL UNIQUE,
  number_key TEXT NOT NULL,
  number_digits TEXT,
  customer_id TEXT NOT NULL REFERENCES customers (id),
  email TEXT NOT NULL,
  phone TEXT,
  placed_at TEXT NOT NULL,
  status TEXT NOT NULL,
  currency TEXT NOT NULL,
  subtotal INTEGER NOT NULL,
  shipping_cost INTEGER NOT NULL,
  tax INTEGER NOT NULL,
  duties INTEGER NOT NULL,
  discount INTEGER NOT NULL,
  total INTEGER NOT NULL,
  shipping_address TEXT NOT NULL,
  incoterm TEXT NOT NULL,
  note TEXT,
  items_modified INTEGER NOT NULL CHECK (items_modified IN (0, 1)),
  cancelled_at TEXT,
  cancel_reason TEXT,
  delivered_at TEXT,
  metadata TEXT NOT NULL
) STRICT;
CREATE INDEX orders_by_number_key ON orders (number_key);
CREATE INDEX orders_by_number_digits ON orders (number_digits);
CREATE INDEX orders_by_customer ON orders (customer_id);

CREATE TABLE order_lines (
  order_id TEXT NOT NULL REFERENCES orders (id),
  position INTEGER NOT NULL,
  id TEXT NOT NULL,
  product_id TEXT NOT NULL,
  variant_id TEXT NOT NULL,
  title TEXT NOT NULL,
  options TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  unit_price INTEGER NOT NULL,
  total INTEGER NOT NULL,
  PRIMARY KEY (order_id, position),
  UNIQUE (order_id, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX order_lines_by_variant ON order_lines (product_id, variant_id);

CREATE TABLE payments (
  sequence INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  order_id TEXT NOT NULL REFERENCES orders (id),
  provider TEXT NOT NULL,
  method TEXT NOT NULL,
  country TEXT NOT NULL,
  instrument_id TEXT,
  brand TEXT,
  last4 TEXT,
  provider_reference TEXT,
  status TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount >= 0),
  currency TEXT NOT NULL,
  presentment TEXT,
  created_at TEXT NOT NULL,
  expires_at TEXT,
  attempts TEXT NOT NULL,
  cash_on_delivery TEXT,
  metadata TEXT NOT NULL
) STRICT;
CREATE INDEX payments_by_order ON payments (order_id);

CREATE TABLE captures (
  payment_id TEXT NOT NULL REFERENCES payments (id),
  position INTEGER NOT NULL,
  id TEXT NOT NULL,
  at TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount >= 0),
  settles_on TEXT,
  settled_at TEXT,
  payout_on TEXT,
  settled_amount INTEGER,
  settled_currency TEXT,
  exchange_rate TEXT,
  rate_source TEXT,
  rate_at TEXT,
  PRIMARY KEY (payment_id, position),
  UNIQUE (payment_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE refunds (
  sequence INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  order_id TEXT NOT NULL REFERENCES orders (id),
  payment_id TEXT NOT NULL REFERENCES payments (id),
  amount INTEGER NOT NULL CHECK (amount > 0),
  currency TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('pending', 'requires_action', 'succeeded', 'failed', 'cancelled')),
  route TEXT NOT NULL,
  reason TEXT NOT NULL,
  requested_at TEXT NOT NULL,
  completed_at TEXT,
  trace_number TEXT,
  provider_reference TEXT,
  metadata TEXT NOT NULL
) STRICT;
CREATE INDEX refunds_by_payment ON refunds (payment_id);
CREATE INDEX refunds_by_order ON refunds (order_id);

CREATE TABLE disputes (
  sequence INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  order_id TEXT NOT NULL REFERENCES orders (id),
  payment_id TEXT NOT NULL REFERENCES payments (id),
  kind TEXT NOT NULL CHECK (kind IN ('inquiry', 'chargeback')),
  status TEXT NOT NULL CHECK (status IN ('needs_response', 'under_review', 'won', 'lost', 'closed')),
  amount INTEGER NOT NULL CHECK (amount > 0),
  currency TEXT NOT NULL,
  reason TEXT NOT NULL,
  opened_at TEXT NOT NULL,
  respond_by TEXT,
  closed_at TEXT,
  metadata TEXT NOT NULL
) STRICT;
CREATE INDEX disputes_by_payment ON disputes (payment_id);
CREATE INDEX disputes_by_order ON disputes (order_id);

-- Minor units of the payment's currency. An inquiry has moved no money yet; a chargeback holds it until it is won or closed.
CREATE VIEW payment_balances AS
SELECT
  payment_id, order_id, currency, captured, refunded, refund_pending, disputed,
  max(0, captured - refunded - refund_pending - disputed) AS refundable
FROM (
  SELECT
    payments.id AS payment_id,
    payments.order_id AS order_id,
    payments.currency AS currency,
    coalesce((SELECT sum(amount) FROM captures WHERE captures.payment_id = payments.id), 0) AS captured,
    coalesce((SELECT sum(amount) FROM refunds WHERE refunds.payment_id = payments.id AND status = 'succeeded'), 0) AS refunded,
    coalesce((SELECT sum(amount) FROM refunds WHERE refunds.payment_id = payments.id AND status IN ('pending', 'requires_action')), 0) AS refund_pending,
    coalesce((SELECT sum(amount) FROM disputes WHERE disputes.payment_id = payments.id AND kind = 'chargeback' AND status IN ('needs_response', 'under_review', 'lost')), 0) AS disputed
  FROM payments
);

-- The last line of defence behind the rules: whatever writes a refund, more than was captured never goes back.
CREATE TRIGGER refunds_within_captures_on_insert AFTER INSERT ON refunds
WHEN new.status IN ('pending', 'requires_action', 'succeeded')
BEGIN
  SELECT raise(ABORT, 'refund_exceeds_captured') FROM payment_balances
  WHERE payment_id = new.payment_id AND refunded + refund_pending > captured;
END;
CREATE TRIGGER refunds_within_captures_on_update AFTER UPDATE ON refunds
WHEN new.status IN ('pending', 'requires_action', 'succeeded')
BEGIN
  SELECT raise(ABORT, 'refund_exceeds_captured') FROM payment_balances
  WHERE payment_id = new.payment_id AND refunded + refund_pending > captured;
END;
CREATE TRIGGER refunds_are_kept BEFORE DELETE ON refunds
BEGIN
  SELECT raise(ABORT, 'refunds_are_never_deleted');
END;

CREATE TABLE shipments (
  sequence INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  order_id TEXT NOT NULL REFERENCES orders (id),
  line_ids TEXT NOT NULL,
  carrier TEXT NOT NULL,
  tracking_number TEXT NOT NULL,
  tracking_key TEXT NOT NULL,
  tracking_url TEXT,
  status TEXT NOT NULL,
  leg TEXT,
  action_required TEXT NOT NULL,
  origin_country TEXT,
  destination_country TEXT NOT NULL,
  created_at TEXT NOT NULL,
  shipped_at TEXT,
  delivered_at TEXT,
  eta TEXT,
  customs TEXT,
  scans TEXT NOT NULL,
  metadata TEXT NOT NULL
) STRICT;
CREATE INDEX shipments_by_order ON shipments (order_id);
CREATE INDEX shipments_by_tracking_key ON shipments (tracking_key);

CREATE TABLE shipment_legs (
  shipment_id TEXT NOT NULL REFERENCES shipments (id),
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  carrier TEXT,
  tracking_number TEXT,
  tracking_key TEXT,
  "from" TEXT,
  "to" TEXT,
  status TEXT NOT NULL,
  started_at TEXT,
  ended_at TEXT,
  PRIMARY KEY (shipment_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX shipment_legs_by_tracking_key ON shipment_legs (tracking_key);
