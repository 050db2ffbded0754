-- The reading side. Everything in this schema can be made again from the log.

-- How far each projection has come with each order.
CREATE TABLE views.projection_position (
  projection text NOT NULL,
  order_id   uuid NOT NULL,
  version    integer NOT NULL,
  PRIMARY KEY (projection, order_id)
) WITH (fillfactor = 80);

-- One row answers everything about an order but its history.
CREATE TABLE views.order_view (
  order_id    uuid PRIMARY KEY,
  number      text NOT NULL UNIQUE,
  customer_id text NOT NULL,
  reference   text,
  status      text NOT NULL,
  version     integer NOT NULL,
  currency    text NOT NULL,
  total       numeric NOT NULL,
  placed_at   timestamptz NOT NULL,
  updated_at  timestamptz NOT NULL,
  document    jsonb NOT NULL
) WITH (fillfactor = 80);

-- A customer's orders, newest first, of all states and of one.
CREATE INDEX order_view_customer ON views.order_view (customer_id, placed_at DESC, order_id DESC);
CREATE INDEX order_view_customer_status
  ON views.order_view (customer_id, status, placed_at DESC, order_id DESC);

CREATE TABLE views.order_history (
  order_id       uuid NOT NULL,
  version        integer NOT NULL,
  event_id       uuid NOT NULL,
  type           text NOT NULL,
  occurred_at    timestamptz NOT NULL,
  actor          text NOT NULL,
  correlation_id text NOT NULL,
  data           jsonb NOT NULL,
  PRIMARY KEY (order_id, version)
);
