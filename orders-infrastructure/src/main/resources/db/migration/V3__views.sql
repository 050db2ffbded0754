-- The read side. Everything in this schema can be rebuilt from the event log.

CREATE SCHEMA IF NOT EXISTS views;

-- Checkpoints: the version of each aggregate up to which each projection has applied its events.
CREATE TABLE views.projection_checkpoint (
  projection   text NOT NULL,
  aggregate_id uuid NOT NULL,
  version      integer NOT NULL,
  PRIMARY KEY (projection, aggregate_id)
) WITH (fillfactor = 80);

-- Up to this position of the log, a projection has applied every event or has it parked as a dead letter. The scan
-- for missed events raises it; it may be too low, never too high.
CREATE TABLE views.projection_progress (
  projection       text PRIMARY KEY,
  scanned_position bigint NOT NULL
);

-- One row answers everything about an order but its history. Documents are json, not jsonb: they are returned as a
-- whole, and keeping them as text costs a third of taking them apart and putting them together again.
CREATE TABLE views.order_view (
  order_id    uuid PRIMARY KEY,
  number      text NOT NULL,
  customer_id text NOT NULL,
  reference   text,
  status      text NOT NULL,
  version     integer NOT NULL,
  currency    text NOT NULL,
  total       numeric NOT NULL,
  placed_at   timestamptz NOT NULL,
  updated_at  timestamptz NOT NULL,
  document    json NOT NULL
) WITH (fillfactor = 80);
ALTER TABLE views.order_view ALTER COLUMN document SET STATISTICS 0;

-- Every event changes status or updated_at and therefore rewrites the row's entry in each index. So order_view has
-- one index per sort and no more, each beginning with the status: a list over several states merges one range per
-- state. INCLUDE holds what lists compare besides, so that filtered rows are not fetched.
CREATE INDEX order_view_customer ON views.order_view (customer_id, status, placed_at, order_id);
CREATE INDEX order_view_placed ON views.order_view (status, placed_at, order_id) INCLUDE (total);
CREATE INDEX order_view_updated ON views.order_view (status, updated_at, order_id);
CREATE INDEX order_view_total ON views.order_view (status, total, order_id) INCLUDE (placed_at);

-- Numbers sort by their value: of two, the longer is the higher.
CREATE UNIQUE INDEX order_view_number ON views.order_view (length(number), number);

CREATE TABLE views.order_history (
  order_id       uuid NOT NULL,
  version        integer NOT NULL,
  event_id       uuid NOT NULL,
  type           text NOT NULL,
  occurred_at    timestamptz NOT NULL,
  actor          text NOT NULL,
  correlation_id text NOT NULL,
  data           json NOT NULL,
  schema_version integer NOT NULL,
  PRIMARY KEY (order_id, version)
);
ALTER TABLE views.order_history ALTER COLUMN data SET STATISTICS 0;

-- Which orders have a line for a product, by the time of placing. Written once per order.
CREATE TABLE views.order_product (
  product_id text NOT NULL,
  placed_at  timestamptz NOT NULL,
  order_id   uuid NOT NULL,
  PRIMARY KEY (product_id, placed_at, order_id)
);

-- Searched text of an order. words: the words of product names and addressee, the letters of the reference, and
-- codes of one or two characters. codes: the parts of number and reference that contain digits, between spaces.
CREATE TABLE views.order_search (
  order_id  uuid PRIMARY KEY,
  placed_at timestamptz NOT NULL,
  currency  text NOT NULL,
  reference text,
  words     tsvector NOT NULL,
  codes     text NOT NULL
);

-- Trusted since PostgreSQL 13: the database's owner may create it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE INDEX order_search_placed ON views.order_search (placed_at, order_id);
CREATE INDEX order_search_currency ON views.order_search (currency, placed_at, order_id);
CREATE INDEX order_search_reference ON views.order_search (reference, placed_at, order_id)
  WHERE reference IS NOT NULL;

-- Every search reads through the list of pending entries, so the list is kept short.
CREATE INDEX order_search_words ON views.order_search USING gin (words)
  WITH (gin_pending_list_limit = 256);
CREATE INDEX order_search_codes ON views.order_search USING gin (codes gin_trgm_ops)
  WITH (gin_pending_list_limit = 256);

-- Every word in order_search: resolves the beginning of a word into words.
CREATE TABLE views.search_word (
  word text COLLATE "C" PRIMARY KEY
);

-- Number of orders per state, in total and per customer; changed in the transaction that changes the view.
CREATE TABLE views.order_count (
  status text PRIMARY KEY,
  orders bigint NOT NULL
) WITH (fillfactor = 10);

CREATE TABLE views.customer_order_count (
  customer_id text NOT NULL,
  status      text NOT NULL,
  orders      bigint NOT NULL,
  PRIMARY KEY (customer_id, status)
) WITH (fillfactor = 80);

-- What each order contributes at present to the sums of its customer and of the day on which it was placed.
CREATE TABLE views.order_contribution (
  order_id    uuid PRIMARY KEY,
  customer_id text NOT NULL,
  placed_at   timestamptz NOT NULL,
  status      text NOT NULL,
  currency    text NOT NULL,
  total       numeric NOT NULL,
  units       bigint NOT NULL
) WITH (fillfactor = 80);

CREATE TABLE views.customer (
  customer_id      text NOT NULL,
  currency         text NOT NULL,
  orders           integer NOT NULL,
  open_orders      integer NOT NULL,
  cancelled_orders integer NOT NULL,
  spent            numeric NOT NULL,
  first_order_at   timestamptz NOT NULL,
  last_order_at    timestamptz NOT NULL,
  PRIMARY KEY (customer_id, currency)
) WITH (fillfactor = 80);

CREATE TABLE views.daily_sales (
  currency         text NOT NULL,
  day              date NOT NULL,
  orders           integer NOT NULL,
  cancelled_orders integer NOT NULL,
  units            bigint NOT NULL,
  revenue          numeric NOT NULL,
  PRIMARY KEY (currency, day)
) WITH (fillfactor = 50);
