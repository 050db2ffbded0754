-- An order is read and written as a whole, and a change of many lines is one statement like any other.
ALTER TABLE ordering.orders ADD COLUMN lines jsonb;
UPDATE ordering.orders o SET lines = (
  SELECT jsonb_agg(jsonb_build_object(
    'number', l.number,
    'product', l.product_id,
    'quantity', l.quantity,
    'shipped', l.shipped,
    'cancelled', l.cancelled,
    'price', l.price::text) ORDER BY l.number)
  FROM ordering.order_line l WHERE l.order_id = o.id);
ALTER TABLE ordering.orders ALTER COLUMN lines SET NOT NULL;
DROP TABLE ordering.order_line;
