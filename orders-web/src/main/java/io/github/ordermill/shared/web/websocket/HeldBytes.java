package io.github.ordermill.shared.web.websocket;

import java.util.Map;

/** Estimates of the heap that parsed requests take, in bytes. */
final class HeldBytes {

  /** An operation in progress: its state, its place in maps, its registration for news. */
  static final long OPERATION = 2_000;

  /** A character of a document that is kept as a syntax tree. */
  static final long DOCUMENT_CHARACTER = 30;

  /** A byte of a message while it is parsed, besides the byte itself. */
  static final long PARSED_BYTE = 4;

  private static final long OBJECT = 24;
  private static final long STRING = 56;
  private static final long MAP = 64;
  private static final long ENTRY = 48;
  private static final long LIST = 56;
  private static final long ELEMENT = 8;

  private HeldBytes() {}

  /** The bytes of a JSON value. */
  static long of(Object json) {
    if (json instanceof Map<?, ?> object) {
      long bytes = MAP;
      for (var member : object.entrySet()) {
        bytes += ENTRY + of(member.getKey()) + of(member.getValue());
      }
      return bytes;
    }
    if (json instanceof Iterable<?> array) {
      long bytes = LIST;
      for (var element : array) {
        bytes += ELEMENT + of(element);
      }
      return bytes;
    }
    return json instanceof String text ? STRING + 2L * text.length() : OBJECT;
  }
}
