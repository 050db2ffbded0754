-- What the relay has yet to send, in a table of its own: a row lives for milliseconds. Marking the event itself
-- wrote its whole row anew, with an entry in each of its indices. The log's rows never change from now on.
-- What is being appended is waited for: it must be in here or there.
LOCK TABLE ordering.order_event IN ACCESS EXCLUSIVE MODE;

CREATE TABLE ordering.unsent_event (
  position bigint PRIMARY KEY
);
INSERT INTO ordering.unsent_event SELECT position FROM ordering.order_event WHERE published_at IS NULL;
ALTER TABLE ordering.order_event DROP COLUMN published_at;
ALTER TABLE ordering.order_event SET (fillfactor = 100);
