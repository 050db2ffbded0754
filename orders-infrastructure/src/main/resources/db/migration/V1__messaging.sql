-- Shared by all business modules: the event log, the outbox, dead letters, idempotency records.
-- Flyway creates this schema, for its own history table.

-- Audit trail and source of every view. Rows never change and are never deleted. aggregate_id is unique across
-- aggregate types (a UUID), so that the unique pair needs no type; it rejects the second of two concurrent writers
-- of one aggregate. Statistics of documents are off: no statement filters by them,
-- and comparing thousands of them took more CPU than the rest of autovacuum.
CREATE TABLE messaging.event_log (
  position       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  event_id       uuid NOT NULL,
  aggregate_type text NOT NULL,
  aggregate_id   uuid NOT NULL,
  version        integer NOT NULL,
  type           text NOT NULL,
  schema_version integer NOT NULL,
  payload        jsonb NOT NULL,
  actor          text NOT NULL,
  correlation_id text NOT NULL,
  causation_id   uuid NOT NULL,
  occurred_at    timestamptz NOT NULL,
  UNIQUE (aggregate_id, version)
);
ALTER TABLE messaging.event_log ALTER COLUMN payload SET STATISTICS 0;

-- Events that the relay has not published yet. A table of its own, since a row lives for milliseconds: a column
-- of the log would rewrite the whole event and its index entries.
CREATE TABLE messaging.outbox (
  position bigint PRIMARY KEY
);

-- Events that a projection could not apply. While one is open, the projection applies nothing more of its aggregate.
-- Settled ones are kept as a record.
CREATE TABLE messaging.dead_letter (
  id           uuid PRIMARY KEY,
  projection   text NOT NULL,
  aggregate_id uuid NOT NULL,
  version      integer NOT NULL,
  event_type   text NOT NULL,
  error        text NOT NULL,
  attempts     integer NOT NULL,
  parked_at    timestamptz NOT NULL,
  settled_at   timestamptz,
  settlement   text,
  reason       text
);
CREATE UNIQUE INDEX dead_letter_open ON messaging.dead_letter (projection, aggregate_id)
  WHERE settled_at IS NULL;

-- The result of each command that had an idempotency key, written in the command's transaction.
CREATE TABLE messaging.idempotency_record (
  actor           text NOT NULL,
  idempotency_key text NOT NULL,
  fingerprint     bytea NOT NULL,
  result          jsonb,
  recorded_at     timestamptz NOT NULL,
  PRIMARY KEY (actor, idempotency_key)
);
CREATE INDEX idempotency_record_by_age ON messaging.idempotency_record (recorded_at);
ALTER TABLE messaging.idempotency_record ALTER COLUMN result SET STATISTICS 0;
