-- Lists of orders: an index for every filter and every sort, and totals that need no counting.

-- Every event changes status or updated_at and so writes a row's index entries anew, all of them. So order_view
-- has as few indices as there are sorts, each with the status in front: a list over several states merges one
-- range per state. What never changes with the order's state stands in tables of its own, written once.
DROP INDEX views.order_view_customer;
DROP INDEX views.order_view_customer_status;
CREATE INDEX order_view_customer
  ON views.order_view (customer_id, status, placed_at, order_id);
CREATE INDEX order_view_placed ON views.order_view (status, placed_at, order_id);
CREATE INDEX order_view_updated ON views.order_view (status, updated_at, order_id);
CREATE INDEX order_view_total ON views.order_view (status, total, order_id);

-- Numbers sort by their value: of two, the longer is the higher.
ALTER TABLE views.order_view DROP CONSTRAINT order_view_number_key;
CREATE UNIQUE INDEX order_view_number ON views.order_view (length(number), number);

-- Which orders have a line for a product, newest or oldest first.
CREATE TABLE views.order_product (
  product_id text NOT NULL,
  placed_at  timestamptz NOT NULL,
  order_id   uuid NOT NULL,
  PRIMARY KEY (product_id, placed_at, order_id)
);

-- What else an order is found by. words: those of product names and addressee, and the letters of the
-- reference. codes: the parts of number and reference that have digits, between spaces.
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

-- The orders in each state, in all and per customer; changed in the transaction that changes the view.
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

-- What is there already.
INSERT INTO views.order_product
SELECT DISTINCT line ->> 'productId', placed_at, order_id
FROM views.order_view, jsonb_array_elements(document -> 'lines') line;

CREATE FUNCTION views.folded(text) RETURNS text LANGUAGE sql IMMUTABLE RETURN
  replace(lower(regexp_replace(normalize($1, NFKD), '[\u0300-\u036f]', '', 'g')), 'ß', 'ss');

INSERT INTO views.order_search
SELECT order_id, placed_at, currency, reference,
  (SELECT coalesce(array_to_tsvector(array_agg(DISTINCT word)), '')
   FROM (
     SELECT regexp_split_to_table(views.folded(name), '[^[:alnum:]]+') AS word
     FROM (
       SELECT document #>> '{shippingAddress,name}' AS name
       UNION ALL SELECT line ->> 'name' FROM jsonb_array_elements(document -> 'lines') line) names
     UNION ALL SELECT regexp_split_to_table(views.folded(reference), '([^[:alpha:]])+')) words
   WHERE word <> ''),
  (SELECT ' ' || coalesce(string_agg(DISTINCT part || ' ', ''), '')
   FROM (
     SELECT substr(number, 3) AS part
     UNION ALL SELECT regexp_split_to_table(views.folded(reference), '[^[:alnum:]]+')) parts
   WHERE part ~ '[[:digit:]]')
FROM views.order_view;

DROP FUNCTION views.folded;

INSERT INTO views.customer_order_count
SELECT customer_id, status, count(*) FROM views.order_view GROUP BY customer_id, status;

INSERT INTO views.order_count
SELECT status, sum(orders) FROM views.customer_order_count GROUP BY status;

CREATE INDEX order_search_currency ON views.order_search (currency, placed_at, order_id);
CREATE INDEX order_search_reference ON views.order_search (reference, placed_at, order_id)
  WHERE reference IS NOT NULL;

-- New entries wait in a list that every search reads through, so it is kept short.
CREATE INDEX order_search_words ON views.order_search USING gin (words)
  WITH (gin_pending_list_limit = 256);
CREATE INDEX order_search_codes ON views.order_search USING gin (codes gin_trgm_ops)
  WITH (gin_pending_list_limit = 256);
