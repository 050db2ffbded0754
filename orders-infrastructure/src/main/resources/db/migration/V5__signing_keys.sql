-- Keys that sign consistency tokens. The newest one that every node has had the time to read signs; older ones are
-- accepted until they are deleted. Without any row, the nodes create a new key.
CREATE TABLE messaging.signing_key (
  id         integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  secret     bytea NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
