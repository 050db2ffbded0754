-- Orders are shipped, delivered and cancelled in parts. Until now an order was shipped as a whole, in one
-- parcel, of which nobody recorded that it arrived.

ALTER TABLE ordering.orders ADD COLUMN under_way jsonb NOT NULL DEFAULT '[]';
UPDATE ordering.orders SET under_way = '[1]' WHERE status = 'SHIPPED';

ALTER TABLE ordering.order_line
  ADD COLUMN shipped   integer NOT NULL DEFAULT 0 CHECK (shipped >= 0),
  ADD COLUMN cancelled integer NOT NULL DEFAULT 0 CHECK (cancelled >= 0),
  ADD CHECK (shipped + cancelled <= quantity);
UPDATE ordering.order_line l SET shipped = quantity
FROM ordering.orders o WHERE o.id = l.order_id AND o.status = 'SHIPPED';
UPDATE ordering.order_line l SET cancelled = quantity
FROM ordering.orders o WHERE o.id = l.order_id AND o.status = 'CANCELLED';

-- The payload's version, so that an order as it was can be told from its history.
ALTER TABLE views.order_history ADD COLUMN schema_version integer NOT NULL DEFAULT 1;
ALTER TABLE views.order_history ALTER COLUMN schema_version DROP DEFAULT;
