package io.github.ordermill.shared.infrastructure.database;

import java.sql.Connection;

/**
 * A kind of values that running transactions announce. A transaction announces a value before it
 * uses this or a higher one, such as the time of an event: others do not see its rows yet, but know
 * from which value on rows may still come. It is announced by an <a
 * href="https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS">advisory
 * lock</a> that is shared, so that it never waits, and is released at the end of the transaction.
 * The lock's key has the lowest 32 bits of the value.
 */
public final class Announcement {

  /** First key of the locks: distinguishes them from other advisory locks in the database. */
  private static final int LOCK_CLASS = 0x4F524400;

  private final int lockClass;

  /**
   * Creates a kind of announcement.
   *
   * @param kind 1 to 255, different for each kind in the application
   */
  public Announcement(int kind) {
    this.lockClass = LOCK_CLASS + kind;
  }

  /**
   * An expression that announces a value until the end of the transaction. It must be evaluated
   * before the value is used: in an earlier statement, or in the FROM clause of the same one.
   *
   * @param value an expression of type bigint
   */
  public String sql(String value) {
    return "pg_advisory_xact_lock_shared(%d, (((%s) & 4294967295) - 2147483648)::integer)"
        .formatted(lockClass, value);
  }

  /**
   * The lowest value that is announced, at most {@code reference}.
   *
   * @param reference a value that no transaction was below that announced after it was determined;
   *     less than 2<sup>31</sup> away from announced values
   */
  public long lowest(Connection connection, long reference) {
    return Sql.query(
            connection,
            """
            SELECT objid::bigint AS key FROM pg_locks
            WHERE locktype = 'advisory' AND objsubid = 2 AND classid = ?
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
            """,
            row -> announced(reference, row.getLong("key")),
            (long) lockClass)
        .stream()
        .reduce(reference, Math::min);
  }

  private static long announced(long reference, long key) {
    int lowBits = (int) key ^ Integer.MIN_VALUE;
    return reference - ((int) reference - lowBits);
  }
}
