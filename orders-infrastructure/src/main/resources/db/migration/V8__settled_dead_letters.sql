-- Who retried or discarded a dead letter; null for those settled before.
ALTER TABLE messaging.dead_letter ADD COLUMN settled_by text;

CREATE INDEX dead_letter_settled ON messaging.dead_letter (settled_at, id) WHERE settled_at IS NOT NULL;
