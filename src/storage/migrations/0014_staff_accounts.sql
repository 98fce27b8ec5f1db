-- Accounts of the people at the desk: a token for programs (0002), and an address with a password for the page.
ALTER TABLE staff ADD COLUMN email TEXT;
-- scrypt; null until the invitation is taken up
ALTER TABLE staff ADD COLUMN password_hash TEXT;
-- base 32; `totp_confirmed_at` is null until a first code has proved it
ALTER TABLE staff ADD COLUMN totp_secret TEXT;
ALTER TABLE staff ADD COLUMN totp_confirmed_at TEXT;
-- the last time step a code was taken for: no code opens twice
ALTER TABLE staff ADD COLUMN totp_step INTEGER;
-- BCP 47: what the person reads
ALTER TABLE staff ADD COLUMN locale TEXT;
-- languages they answer in, as a JSON list; empty: any
ALTER TABLE staff ADD COLUMN languages TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(languages));
-- conversations at once; null: the value in prompts/desk.md
ALTER TABLE staff ADD COLUMN capacity INTEGER CHECK (capacity BETWEEN 0 AND 100);
ALTER TABLE staff ADD COLUMN status TEXT NOT NULL DEFAULT 'offline' CHECK (status IN ('online', 'away', 'offline'));
-- milliseconds since the epoch; online without a sign of life counts as away
ALTER TABLE staff ADD COLUMN seen_at INTEGER NOT NULL DEFAULT 0;

CREATE UNIQUE INDEX staff_by_email ON staff (email) WHERE email IS NOT NULL AND disabled_at IS NULL;

CREATE TABLE staff_sessions (
  id TEXT PRIMARY KEY,
  staff_id TEXT NOT NULL REFERENCES staff (id),
  secret_hash TEXT NOT NULL UNIQUE,
  -- 1: the second factor was given; 0: it must be set up before anything else
  complete INTEGER NOT NULL CHECK (complete IN (0, 1)),
  -- what the browser calls itself, for the list of sessions
  browser TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;
CREATE INDEX staff_sessions_by_staff ON staff_sessions (staff_id) WHERE ended_at IS NULL;

-- Invitations and password resets: a secret that works once.
CREATE TABLE staff_links (
  secret_hash TEXT PRIMARY KEY,
  staff_id TEXT NOT NULL REFERENCES staff (id),
  kind TEXT NOT NULL CHECK (kind IN ('invitation', 'reset')),
  expires_at INTEGER NOT NULL,
  used_at INTEGER
) STRICT;

-- Who did what at the desk.
CREATE TABLE staff_audit (
  position INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  -- null: the command line, or somebody who could not sign in
  staff_id TEXT,
  action TEXT NOT NULL,
  -- id of what it was done to
  subject TEXT NOT NULL,
  detail TEXT NOT NULL CHECK (json_valid(detail))
) STRICT;
CREATE INDEX staff_audit_by_subject ON staff_audit (subject, position);
CREATE TRIGGER staff_audit_is_never_changed BEFORE UPDATE ON staff_audit
BEGIN
  SELECT raise(ABORT, 'the audit log is append-only');
END;
CREATE TRIGGER staff_audit_is_never_deleted BEFORE DELETE ON staff_audit
BEGIN
  SELECT raise(ABORT, 'the audit log is append-only');
END;
