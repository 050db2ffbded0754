-- What an order has many of is not rewritten with every event: notes and shipments get a row each, lines a column that
-- does not change. Counters tell how much there is without reading it.

-- The write model counts notes, for the rules about them.
ALTER TABLE ordering.orders
  ADD COLUMN notes integer NOT NULL DEFAULT 0,
  ADD COLUMN note_characters integer NOT NULL DEFAULT 0;

UPDATE ordering.orders o SET notes = n.notes, note_characters = n.characters
FROM (
  SELECT aggregate_id, count(*) AS notes, sum(length(payload ->> 'text')) AS characters
  FROM messaging.event_log WHERE type = 'OrderNoteAdded' AND aggregate_type = 'Order'
  GROUP BY aggregate_id) n
WHERE o.id = n.aggregate_id;

-- version: of the order, with which the note or shipment came; an order as of a version shows no later ones.
CREATE TABLE views.order_note (
  order_id   uuid NOT NULL,
  version    integer NOT NULL,
  text       text NOT NULL,
  author     text NOT NULL,
  written_at timestamptz NOT NULL,
  PRIMARY KEY (order_id, version)
);
ALTER TABLE views.order_note ALTER COLUMN text SET STATISTICS 0;

-- lines: numbers of lines and units in turn.
CREATE TABLE views.order_shipment (
  order_id          uuid NOT NULL,
  number            integer NOT NULL,
  version           integer NOT NULL,
  carrier           text NOT NULL,
  tracking_number   text NOT NULL,
  lines             json NOT NULL,
  shipped_at        timestamptz NOT NULL,
  delivered_version integer,
  delivered_at      timestamptz,
  PRIMARY KEY (order_id, number)
) WITH (fillfactor = 80);
ALTER TABLE views.order_shipment ALTER COLUMN lines SET STATISTICS 0;

INSERT INTO views.order_note (order_id, version, text, author, written_at)
SELECT order_id, version, data ->> 'text', actor, occurred_at
FROM views.order_history h
WHERE type = 'OrderNoteAdded' AND EXISTS (SELECT FROM views.order_view v WHERE v.order_id = h.order_id);

INSERT INTO views.order_shipment (
  order_id, number, version, carrier, tracking_number, lines, shipped_at, delivered_version, delivered_at)
SELECT s.order_id, (s.data ->> 'shipment')::integer, s.version, s.data ->> 'carrier', s.data ->> 'trackingNumber',
  (SELECT json_agg(value ORDER BY part, place)
   FROM json_array_elements(s.data -> 'lines') WITH ORDINALITY AS p (line, part)
   CROSS JOIN LATERAL (VALUES (1, (line ->> 'line')::integer), (2, (line ->> 'quantity')::integer)) AS v (place, value)),
  s.occurred_at, d.version, d.occurred_at
FROM views.order_history s
LEFT JOIN LATERAL (
  SELECT version, occurred_at FROM views.order_history d
  WHERE d.order_id = s.order_id AND d.type = 'OrderDelivered' AND d.version > s.version
    AND (d.data::jsonb -> 'shipments') @> (s.data::jsonb -> 'shipment')
  ORDER BY version LIMIT 1) d ON true
WHERE s.type = 'OrderShipped' AND EXISTS (SELECT FROM views.order_view v WHERE v.order_id = s.order_id);

-- Of the payload, so that it is known before the payload is read.
ALTER TABLE views.order_history ADD COLUMN bytes integer NOT NULL DEFAULT 0;
UPDATE views.order_history SET bytes = octet_length(data::jsonb::text);
ALTER TABLE views.order_history ALTER COLUMN bytes DROP DEFAULT;

-- lines: as they were placed, never changed. quantities: of each line in turn, the units ordered, shipped and
-- cancelled. document: all that is small and not filtered or sorted by. Bytes are those of the JSON of the parts.
ALTER TABLE views.order_view
  ADD COLUMN lines json,
  ADD COLUMN quantities json,
  ADD COLUMN in_transit integer NOT NULL DEFAULT 0,
  ADD COLUMN line_count integer NOT NULL DEFAULT 0,
  ADD COLUMN line_bytes bigint NOT NULL DEFAULT 0,
  ADD COLUMN shipment_count integer NOT NULL DEFAULT 0,
  ADD COLUMN shipment_bytes bigint NOT NULL DEFAULT 0,
  ADD COLUMN note_count integer NOT NULL DEFAULT 0,
  ADD COLUMN note_characters integer NOT NULL DEFAULT 0,
  ADD COLUMN note_bytes bigint NOT NULL DEFAULT 0,
  ADD COLUMN event_bytes bigint NOT NULL DEFAULT 0;

UPDATE views.order_view v SET
  lines = (
    SELECT json_agg(
      json_strip_nulls(json_build_object(
        'number', line -> 'number', 'productId', line -> 'productId', 'name', line -> 'name', 'price', line -> 'price'))
      ORDER BY part)
    FROM json_array_elements(old.document -> 'lines') WITH ORDINALITY AS l (line, part)),
  quantities = (
    SELECT json_agg(units ORDER BY part, place)
    FROM json_array_elements(old.document -> 'lines') WITH ORDINALITY AS l (line, part)
    CROSS JOIN LATERAL (
      VALUES (1, line -> 'quantity'), (2, line -> 'shippedQuantity'), (3, line -> 'cancelledQuantity')) AS u (place, units)),
  document = ((old.document::jsonb - '{lines,shipments,notes}'::text[]) || jsonb_build_object('shipping',
    jsonb_strip_nulls(jsonb_build_object(
      'inTransit', coalesce(s.in_transit, '[]'),
      'lastShippedAt', s.last_shipped_at,
      'lastDeliveredAt', s.last_delivered_at))))::json,
  in_transit = jsonb_array_length(coalesce(s.in_transit, '[]')),
  line_count = l.count,
  line_bytes = l.bytes,
  shipment_count = s.count,
  shipment_bytes = s.bytes,
  note_count = n.count,
  note_characters = n.characters,
  note_bytes = n.bytes,
  event_bytes = h.bytes
FROM views.order_view old
CROSS JOIN LATERAL (
  SELECT count(*) AS count,
    sum(100 + octet_length(line ->> 'productId') + coalesce(octet_length(line ->> 'name'), 0)) AS bytes
  FROM json_array_elements(old.document -> 'lines') AS lines (line)) l
CROSS JOIN LATERAL (
  SELECT count(*) AS count,
    coalesce(sum(
      100 + octet_length(shipment ->> 'carrier') + octet_length(shipment ->> 'trackingNumber')
      + 30 * json_array_length(shipment -> 'lines')), 0) AS bytes,
    jsonb_agg(shipment -> 'number' ORDER BY part) FILTER (WHERE shipment ->> 'deliveredAt' IS NULL) AS in_transit,
    (array_agg(shipment ->> 'shippedAt' ORDER BY (shipment ->> 'shippedAt')::timestamptz DESC))[1] AS last_shipped_at,
    (array_agg(shipment ->> 'deliveredAt' ORDER BY (shipment ->> 'deliveredAt')::timestamptz DESC NULLS LAST))[1]
      AS last_delivered_at
  FROM json_array_elements(old.document -> 'shipments') WITH ORDINALITY AS shipments (shipment, part)) s
CROSS JOIN LATERAL (
  SELECT count(*) AS count, coalesce(sum(length(text)), 0) AS characters,
    coalesce(sum(60 + octet_length(text) + octet_length(author)), 0) AS bytes
  FROM views.order_note WHERE order_id = old.order_id) n
CROSS JOIN LATERAL (
  SELECT coalesce(sum(h.bytes), 0) AS bytes
  FROM views.order_history h WHERE order_id = old.order_id) h
WHERE v.order_id = old.order_id;

ALTER TABLE views.order_view
  ALTER COLUMN lines SET NOT NULL,
  ALTER COLUMN lines SET STATISTICS 0,
  ALTER COLUMN quantities SET NOT NULL,
  ALTER COLUMN quantities SET STATISTICS 0,
  ALTER COLUMN in_transit DROP DEFAULT,
  ALTER COLUMN line_count DROP DEFAULT,
  ALTER COLUMN line_bytes DROP DEFAULT,
  ALTER COLUMN shipment_count DROP DEFAULT,
  ALTER COLUMN shipment_bytes DROP DEFAULT,
  ALTER COLUMN note_count DROP DEFAULT,
  ALTER COLUMN note_characters DROP DEFAULT,
  ALTER COLUMN note_bytes DROP DEFAULT,
  ALTER COLUMN event_bytes DROP DEFAULT;
