package io.github.ordermill.shared.infrastructure.projection;

import java.sql.Connection;
import java.util.Map;
import java.util.UUID;

/**
 * Listener for the transactions of projections that {@link Projection#announcesCommits announce}.
 */
public interface CommitListener {

  /** Does nothing. */
  CommitListener NONE =
      new CommitListener() {
        @Override
        public void committing(
            Connection transaction, String projection, Map<UUID, Integer> versions) {
          // no listener
        }

        @Override
        public void committed(String projection, Map<UUID, Integer> versions) {
          // no listener
        }
      };

  /**
   * Called when rows and checkpoints are written, before the transaction commits or is rolled back.
   *
   * @param versions by aggregate id: the version up to which events are applied
   */
  void committing(Connection transaction, String projection, Map<UUID, Integer> versions);

  /** Called after the commit. Returns at once and does not throw. */
  void committed(String projection, Map<UUID, Integer> versions);
}
