package io.github.ordermill.ordering.domain;

/**
 * The limits of one order. They are far above what orders need, and bound what one order can take
 * up in the event log, in the views and in an answer.
 */
public final class OrderLimits {

  /** Maximum number of events, the placement included. */
  public static final int EVENTS = 10_000;

  /** Maximum number of notes. */
  public static final int NOTES = 1_000;

  /** Maximum length of all notes together, in Unicode code points. */
  public static final int NOTE_CHARACTERS = 5_000_000;

  /** Maximum number of shipments. */
  public static final int SHIPMENTS = 1_000;

  private OrderLimits() {}
}
