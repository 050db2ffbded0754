-- The write model of orders.

CREATE SCHEMA IF NOT EXISTS ordering;

-- Each node takes 50 numbers at a time.
CREATE SEQUENCE ordering.order_number INCREMENT BY 50;

-- One row per order, lines included: an order is read and written as a whole.
CREATE TABLE ordering.orders (
  id               uuid PRIMARY KEY,
  version          integer NOT NULL,
  number           text NOT NULL UNIQUE,
  customer_id      text NOT NULL,
  reference        text,
  status           text NOT NULL,
  currency         text NOT NULL,
  total            numeric NOT NULL CHECK (total >= 0),
  shipping_address jsonb NOT NULL,
  shipments        integer NOT NULL,
  placed_at        timestamptz NOT NULL,
  in_transit       jsonb NOT NULL DEFAULT '[]',
  lines            jsonb NOT NULL
);
ALTER TABLE ordering.orders ALTER COLUMN lines SET STATISTICS 0;
ALTER TABLE ordering.orders ALTER COLUMN shipping_address SET STATISTICS 0;
