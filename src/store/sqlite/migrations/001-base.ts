import { entityNames } from '../../../domain/entities/index.ts'
import { ensureEntityTable } from '../entity-tables.ts'
import type { Migration } from './migration.ts'

/**
 * The ground: customers, the blocks of transactions, imports and their counts, what the derived tables hold,
 * settings and the figure register, and one table for each entity of the catalogue, without columns yet.
 */
export const base: Migration = {
  name: 'base',
  run(sql) {
    sql.exec(tables)
    for (const entity of entityNames) ensureEntityTable(sql, entity)
  },
}

const tables = `
CREATE TABLE customers (
  cid INTEGER PRIMARY KEY,
  ext TEXT NOT NULL
) STRICT;
-- An index of its own, not a constraint: a large import makes it anew in one sort.
CREATE UNIQUE INDEX customers_ext ON customers (ext);

CREATE TABLE calendar (
  day INTEGER PRIMARY KEY,
  ym INTEGER NOT NULL,
  iso_week INTEGER NOT NULL,
  iso TEXT NOT NULL
) STRICT;

-- narrow: a log of customer, day and amount, whose rows stand in blocks alone and sum up to minor.
CREATE TABLE imports (
  id INTEGER PRIMARY KEY,
  import_id TEXT NOT NULL UNIQUE,
  sha256 TEXT NOT NULL,
  source TEXT NOT NULL,
  entity TEXT NOT NULL,
  sheet TEXT,
  as_of INTEGER,
  currency TEXT,
  rows INTEGER NOT NULL,
  rejected INTEGER NOT NULL,
  narrow INTEGER NOT NULL DEFAULT 0,
  minor INTEGER,
  imported_at TEXT NOT NULL,
  first_day INTEGER,
  last_day INTEGER,
  record TEXT NOT NULL,
  done INTEGER NOT NULL
) STRICT;

-- Orders and refunds as they count, by customer and day, as columns (blocks/pack.ts): each number is the column's
-- least one plus the bytes. A customer's rows follow each other in order of (cid_min, part); a part above 0 goes on
-- with the last customer of the block before. cids: NULL where the numbers have no gap. counts: rows of each customer.
-- kinds: 0 sale, 1 refund, 2 cancelled, 3 pending, 4 sale whose money could not be brought into the reporting currency.
-- known: day a refund became known when it is booked on an earlier day, else known_min; NULL where there is none.
CREATE TABLE transaction_blocks (
  id INTEGER PRIMARY KEY,
  cid_min INTEGER NOT NULL,
  part INTEGER NOT NULL,
  cid_max INTEGER NOT NULL,
  n INTEGER NOT NULL,
  customers INTEGER NOT NULL,
  day_min INTEGER NOT NULL,
  day_max INTEGER NOT NULL,
  count_min INTEGER NOT NULL,
  minor_min INTEGER NOT NULL,
  kind_min INTEGER NOT NULL,
  imp_min INTEGER NOT NULL,
  src_min INTEGER NOT NULL,
  known_min INTEGER,
  cids BLOB,
  counts BLOB NOT NULL,
  days BLOB NOT NULL,
  minors BLOB NOT NULL,
  kinds BLOB NOT NULL,
  imps BLOB NOT NULL,
  srcs BLOB NOT NULL,
  known BLOB
) STRICT;
CREATE UNIQUE INDEX transaction_blocks_place ON transaction_blocks (cid_min, part);
-- 0, 1, 2 … up to the longest block: the view of transactions counts by them.
CREATE TABLE numbers (i INTEGER PRIMARY KEY) STRICT;

CREATE TABLE customer_summary (
  cid INTEGER PRIMARY KEY,
  orders INTEGER NOT NULL,
  days INTEGER NOT NULL,
  first INTEGER,
  last INTEGER,
  minor INTEGER NOT NULL,
  first_day_minor INTEGER,
  refunds_minor INTEGER NOT NULL
) STRICT;

CREATE TABLE entity_columns (
  entity TEXT NOT NULL,
  name TEXT NOT NULL,
  attribute INTEGER NOT NULL,
  kind TEXT NOT NULL,
  column_name TEXT NOT NULL,
  PRIMARY KEY (entity, name, attribute)
) STRICT;

CREATE TABLE facts (key TEXT PRIMARY KEY, value TEXT) STRICT;
CREATE TABLE settings (scenario TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (scenario, key)) STRICT;
CREATE TABLE mappings (signature TEXT PRIMARY KEY, mapping TEXT NOT NULL) STRICT;
CREATE TABLE results (
  seq INTEGER PRIMARY KEY,
  result_id TEXT NOT NULL UNIQUE,
  tool TEXT NOT NULL,
  call TEXT NOT NULL,
  answer TEXT NOT NULL,
  data_version TEXT NOT NULL
) STRICT;
CREATE TABLE memory (
  seq INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  day TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX memory_kind ON memory (kind, key);
`
