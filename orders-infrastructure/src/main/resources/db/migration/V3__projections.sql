-- How far each projection is known to be complete: every event up to this position has been applied,
-- or stands under an open dead letter. The sweep moves it; it may lag, it is never too high.
CREATE TABLE views.projection_progress (
  projection     text PRIMARY KEY,
  swept_position bigint NOT NULL
);

-- Events that a projection could not apply. While one is open, its order stands still in that
-- projection. Kept for good, also after it was settled.
CREATE TABLE ordering.dead_letter (
  id         uuid PRIMARY KEY,
  projection text NOT NULL,
  order_id   uuid NOT NULL,
  version    integer NOT NULL,
  event_type text NOT NULL,
  error      text NOT NULL,
  attempts   integer NOT NULL,
  parked_at  timestamptz NOT NULL,
  settled_at timestamptz,
  settlement text,
  reason     text
);
CREATE UNIQUE INDEX dead_letter_open ON ordering.dead_letter (projection, order_id)
  WHERE settled_at IS NULL;
