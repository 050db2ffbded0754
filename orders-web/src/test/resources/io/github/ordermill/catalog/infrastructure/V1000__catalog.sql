-- The write model of products, and their view.

CREATE SCHEMA IF NOT EXISTS catalog;

CREATE TABLE catalog.product (
  id      uuid PRIMARY KEY,
  version integer NOT NULL,
  name    text NOT NULL
);

CREATE TABLE views.product_view (
  product_id    uuid PRIMARY KEY,
  version       integer NOT NULL,
  name          text NOT NULL,
  registered_at timestamptz NOT NULL
);
