package io.github.ordermill.shared.infrastructure.projection;

import java.sql.Connection;
import java.util.Map;
import java.util.UUID;

/** Hears of the transactions of projections that {@link Projection#announcesCommits announce}. */
public interface CommitListener {

  /** Where nobody is interested. */
  CommitListener NOBODY =
      new CommitListener() {
        @Override
        public void committing(
            Connection transaction, String projection, Map<UUID, Integer> versions) {
          // nobody
        }

        @Override
        public void committed(String projection, Map<UUID, Integer> versions) {
          // nobody
        }
      };

  /**
   * Rows and positions are written; the transaction will commit, or be rolled back.
   *
   * @param versions for each order that moves: to which version
   */
  void committing(Connection transaction, String projection, Map<UUID, Integer> versions);

  /** The transaction has committed. Returns at once and does not throw. */
  void committed(String projection, Map<UUID, Integer> versions);
}
