package io.github.ordermill.ordering.infrastructure.views;

import io.github.ordermill.ordering.application.reading.OrderView.Line;
import io.github.ordermill.ordering.application.reading.OrderView.Sizes;
import io.github.ordermill.ordering.domain.OrderEvent;
import io.github.ordermill.ordering.domain.OrderEvent.OrderNoteAdded;
import io.github.ordermill.ordering.domain.OrderEvent.OrderShipped;
import java.util.List;

/**
 * Counts the parts of an order and their bytes while events are folded. Bytes are those of the
 * texts in UTF-8, and a constant for what is around them in JSON.
 */
final class OrderSizes {

  private static final int LINE_BYTES = 100;
  private static final int SHIPMENT_BYTES = 100;
  private static final int SHIPMENT_LINE_BYTES = 30;
  private static final int NOTE_BYTES = 60;

  private Sizes sizes;

  OrderSizes(Sizes sizes) {
    this.sizes = sizes;
  }

  /** The sizes of an order with these lines, before its first event is added. */
  static OrderSizes of(List<Line> lines) {
    long bytes =
        lines.stream()
            .mapToLong(line -> LINE_BYTES + utf8(line.productId()) + utf8(line.name()))
            .sum();
    return new OrderSizes(new Sizes(lines.size(), bytes, 0, 0, 0, 0, 0, 0));
  }

  Sizes get() {
    return sizes;
  }

  /**
   * Adds an event.
   *
   * @param actor who caused the event
   * @param payload the event as JSON
   */
  void add(OrderEvent event, String actor, String payload) {
    if (event instanceof OrderNoteAdded note) {
      sizes = with(note, actor);
    } else if (event instanceof OrderShipped shipped) {
      sizes = with(shipped);
    }
    sizes =
        new Sizes(
            sizes.lines(),
            sizes.lineBytes(),
            sizes.shipments(),
            sizes.shipmentBytes(),
            sizes.notes(),
            sizes.noteCharacters(),
            sizes.noteBytes(),
            sizes.eventBytes() + json(payload));
  }

  private Sizes with(OrderShipped shipped) {
    return new Sizes(
        sizes.lines(),
        sizes.lineBytes(),
        sizes.shipments() + 1,
        sizes.shipmentBytes()
            + SHIPMENT_BYTES
            + utf8(shipped.carrier())
            + utf8(shipped.trackingNumber())
            + (long) SHIPMENT_LINE_BYTES * shipped.lines().size(),
        sizes.notes(),
        sizes.noteCharacters(),
        sizes.noteBytes(),
        sizes.eventBytes());
  }

  private Sizes with(OrderNoteAdded note, String author) {
    return new Sizes(
        sizes.lines(),
        sizes.lineBytes(),
        sizes.shipments(),
        sizes.shipmentBytes(),
        sizes.notes() + 1,
        sizes.noteCharacters() + note.text().codePointCount(0, note.text().length()),
        sizes.noteBytes() + NOTE_BYTES + utf8(note.text()) + utf8(author),
        sizes.eventBytes());
  }

  private static long utf8(String text) {
    long bytes = 0;
    for (int i = 0; text != null && i < text.length(); i++) {
      bytes += utf8(text.charAt(i));
    }
    return bytes;
  }

  /** Bytes of a UTF-16 code unit; two surrogates make up the four bytes of their character. */
  private static int utf8(char unit) {
    return unit < 0x80 ? 1 : unit < 0x800 || Character.isSurrogate(unit) ? 2 : 3;
  }

  /**
   * Bytes of a JSON text as PostgreSQL prints {@code jsonb}, with a space after each comma and
   * colon: whether an event comes from the log or from memory must make no difference.
   */
  static int json(String text) {
    int bytes = 0;
    boolean inString = false;
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (inString) {
        bytes += utf8(unit);
        if (unit == '\\') {
          bytes += utf8(text.charAt(++i));
        }
        inString = unit != '"';
      } else {
        bytes += unit == ',' || unit == ':' ? 2 : Character.isWhitespace(unit) ? 0 : 1;
        inString = unit == '"';
      }
    }
    return bytes;
  }
}
