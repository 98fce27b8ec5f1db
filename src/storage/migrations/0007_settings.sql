-- Facts about this database, e.g. `demo_shop`: its shop is the made-up one.
CREATE TABLE settings (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;
