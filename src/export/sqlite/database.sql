-- Load it into a new file: sqlite3 -bail new.db < this.sql
PRAGMA foreign_keys = ON;
BEGIN;
CREATE TEMP TABLE taken AS SELECT count(*) AS names FROM main.sqlite_master
  WHERE name IN ({names});
{schema}CREATE TEMP TABLE loading (names INTEGER
  CONSTRAINT "some of these tables exist already; load into a new file"
  CHECK (names = 0));
INSERT OR ROLLBACK INTO temp.loading SELECT names FROM temp.taken;
{rows}INSERT INTO accounts_fts (accounts_fts) SELECT 'rebuild' FROM temp.loading;
INSERT INTO events_fts (events_fts) SELECT 'rebuild' FROM temp.loading;
DROP TABLE temp.loading;
DROP TABLE temp.taken;
COMMIT;
