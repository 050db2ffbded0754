-- Numbers are taken one by one, in the command's transaction: with blocks, a node could use a number long after other
-- nodes had used higher ones. The numbers of the last block are in use already.
SELECT setval('ordering.order_number', last_value + 49) FROM ordering.order_number WHERE is_called;
ALTER SEQUENCE ordering.order_number INCREMENT BY 1;

-- How far ascending lists of orders are complete, in one row. Only written where queries read from a replica, which
-- shows the row no earlier than everything that was committed before it.
CREATE TABLE views.order_list_horizon (
  id       integer PRIMARY KEY CHECK (id = 1),
  appended timestamptz NOT NULL,
  number   bigint NOT NULL
) WITH (fillfactor = 10);
