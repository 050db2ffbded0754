package io.github.ordermill.ordering.domain;

/**
 * The state of an order, as far as it decides which actions are allowed.
 *
 * @param inTransit whether any shipment is in transit
 * @param version number of events, from 1 on
 * @param notes number of notes
 * @param noteCharacters length of all notes together, in Unicode code points
 */
public record OrderState(
    OrderStatus status, boolean inTransit, int version, int notes, int noteCharacters) {

  /**
   * Whether the maximum number of events refuses an event that leads to a status. An event that
   * brings the order nearer to its end is never refused, and any other one only if it would leave
   * too few for the way to the end: an order can always be shipped and delivered, or cancelled.
   */
  boolean hasNoEventFor(OrderStatus after) {
    return after.stepsLeft() >= status.stepsLeft()
        && version + 1 + after.stepsLeft() > OrderLimits.EVENTS;
  }
}
