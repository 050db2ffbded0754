-- The writing side: orders as they stand, and the log of everything that has happened to them.

CREATE SEQUENCE ordering.order_number INCREMENT BY 50;

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
  placed_at        timestamptz NOT NULL
);

CREATE TABLE ordering.order_line (
  order_id   uuid NOT NULL REFERENCES ordering.orders,
  number     integer NOT NULL,
  product_id text NOT NULL,
  quantity   integer NOT NULL CHECK (quantity > 0),
  price      numeric NOT NULL CHECK (price >= 0),
  PRIMARY KEY (order_id, number)
);

-- Audit trail, outbox and source of every view in one. Rows are kept for good; all that ever changes
-- is published_at. The unique pair keeps two writers of one order apart.
CREATE TABLE ordering.order_event (
  position       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  event_id       uuid NOT NULL,
  order_id       uuid NOT NULL,
  version        integer NOT NULL,
  type           text NOT NULL,
  schema_version integer NOT NULL,
  payload        jsonb NOT NULL,
  actor          text NOT NULL,
  correlation_id text NOT NULL,
  causation_id   uuid NOT NULL,
  occurred_at    timestamptz NOT NULL,
  published_at   timestamptz,
  UNIQUE (order_id, version)
) WITH (fillfactor = 90);

-- What the relay has yet to send: small however long the log gets.
CREATE INDEX order_event_unpublished ON ordering.order_event (position) WHERE published_at IS NULL;

-- The answer to each command that came with an idempotency key, written in the command's transaction.
CREATE TABLE ordering.recorded_answer (
  actor           text NOT NULL,
  idempotency_key text NOT NULL,
  fingerprint     bytea NOT NULL,
  answer          jsonb,
  recorded_at     timestamptz NOT NULL,
  PRIMARY KEY (actor, idempotency_key)
);
CREATE INDEX recorded_answer_by_age ON ordering.recorded_answer (recorded_at);
