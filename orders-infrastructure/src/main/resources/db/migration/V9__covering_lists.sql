-- Lists that leave few of many orders: what is compared stands beside the order of the list, so that no row is
-- fetched to be thrown away.
DROP INDEX views.order_view_placed;
DROP INDEX views.order_view_total;
CREATE INDEX order_view_placed ON views.order_view (status, placed_at, order_id) INCLUDE (total);
CREATE INDEX order_view_total ON views.order_view (status, total, order_id) INCLUDE (placed_at);

-- Text is held against rows that stand one behind the other.
CREATE INDEX order_search_placed ON views.order_search (placed_at, order_id);

-- Codes of one or two characters are found among the words: too many others begin with them.
UPDATE views.order_search SET words = words || array_to_tsvector(
  ARRAY (SELECT part FROM regexp_split_to_table(codes, ' ') part WHERE length(part) BETWEEN 1 AND 2))
WHERE codes ~ ' [^ ]{1,2} ';

-- Every word that stands in order_search, by which the beginning of a word is made out as words.
CREATE TABLE views.search_word (
  word text COLLATE "C" PRIMARY KEY
);
INSERT INTO views.search_word SELECT word FROM ts_stat('SELECT words FROM views.order_search');
