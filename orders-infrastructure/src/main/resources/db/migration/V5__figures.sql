-- What orders come to. Like everything in this schema it can be made again from the log.

-- What each order has contributed to its customer's sums.
CREATE TABLE views.customer_order (
  order_id    uuid PRIMARY KEY,
  customer_id text NOT NULL,
  placed_at   timestamptz NOT NULL,
  status      text NOT NULL,
  currency    text NOT NULL,
  total       numeric NOT NULL,
  units       bigint NOT NULL
) WITH (fillfactor = 80);

CREATE TABLE views.customer (
  customer_id      text NOT NULL,
  currency         text NOT NULL,
  orders           integer NOT NULL,
  open_orders      integer NOT NULL,
  cancelled_orders integer NOT NULL,
  spent            numeric NOT NULL,
  first_order_at   timestamptz NOT NULL,
  last_order_at    timestamptz NOT NULL,
  PRIMARY KEY (customer_id, currency)
) WITH (fillfactor = 80);

-- What each order has contributed to the sales of the day on which it was placed.
CREATE TABLE views.sales_order (LIKE views.customer_order INCLUDING ALL) WITH (fillfactor = 80);

CREATE TABLE views.daily_sales (
  currency         text NOT NULL,
  day              date NOT NULL,
  orders           integer NOT NULL,
  cancelled_orders integer NOT NULL,
  units            bigint NOT NULL,
  revenue          numeric NOT NULL,
  PRIMARY KEY (currency, day)
) WITH (fillfactor = 50);
