-- Trusted since PostgreSQL 13, like pg_trgm. Its rules fold letters such as ø; they are read once, not used in statements.
CREATE EXTENSION IF NOT EXISTS unaccent;

-- The way in which words were made of the texts of an order. Rows of an earlier form are found by their old words until the
-- running application has written them again.
ALTER TABLE views.order_search ADD COLUMN form integer NOT NULL DEFAULT 0;
ALTER TABLE views.order_search ALTER COLUMN form DROP DEFAULT;
CREATE INDEX order_search_earlier_form ON views.order_search (order_id) WHERE form < 1;

-- words of order_search: product names, product ids, addressee, city, postal code, customer and letters of the reference; the
-- number without zeros; codes of one or two characters. search_word has those without digits.

-- Tracking numbers without spaces and punctuation. They are not in words, since a change of words writes all of them again.
-- Beginnings are looked up in the primary key, which needs this collation.
CREATE TABLE views.order_tracking (
  word     text COLLATE "C" NOT NULL,
  order_id uuid NOT NULL,
  PRIMARY KEY (word, order_id)
);
