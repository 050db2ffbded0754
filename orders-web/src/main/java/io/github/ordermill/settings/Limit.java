package io.github.ordermill.settings;

import java.util.Locale;

/**
 * Limits of a request, a websocket or a node. Each is a setting, {@code ORDERS_LIMIT_} and its
 * name; a request above it is answered by the error {@code LIMIT_EXCEEDED} with its {@link
 * #label()}.
 *
 * <p>The comments of the constants are the text of {@code orders-web/docs/settings.md}.
 */
public enum Limit {
  /** Bytes of a request body. */
  BODY_BYTES("bytes", 1 << 20, 1_000, 100_000_000),
  /** Seconds until a request body has arrived; it is answered by 408 then. */
  BODY_SECONDS("seconds", 10, 1, 3_600),
  /** Request bodies of a node that are being received at the same time. */
  BODIES("request bodies", 1_000, 1, 1_000_000),
  /** Bytes of the request line, with the query string of a GET, and of the headers together. */
  HEADER_BYTES("bytes", 16_384, 1_024, 1 << 20),
  /** Seconds until the headers of a request have arrived; it is answered by 408 then. */
  HEADER_SECONDS("seconds", 10, 1, 3_600),
  /** Seconds in which a client must take some of an answer; the connection is closed otherwise. */
  SEND_SECONDS("seconds", 10, 1, 3_600),
  /** Open connections of a node, websockets included. */
  CONNECTIONS("connections", 6_000, 10, 1_000_000),
  /** Characters of a document. */
  CHARACTERS("characters", 100_000, 1_000, 10_000_000),
  /** Names, values and punctuators of a document. */
  TOKENS("tokens", 15_000, 100, 1_000_000),
  /** Nesting of fields, except below {@code __schema} and {@code __type}. */
  DEPTH("levels", 12, 1, 100),
  /** Nesting of fields below {@code __schema} and {@code __type}. */
  INTROSPECTION_DEPTH("levels of introspection", 20, 1, 100),
  /** Root fields of an operation, with fragments spread. */
  ROOT_FIELDS("root fields", 50, 1, 1_000),
  /** Fields of an operation, with fragments spread. */
  FIELDS("fields", 400, 1, 100_000),
  /** Aliases in a document. */
  ALIASES("aliases", 100, 0, 10_000),
  /** Operations in a document, of which one is executed. */
  OPERATIONS("operations", 20, 1, 1_000),
  /** Named fragments in a document. */
  FRAGMENTS("fragments", 100, 0, 1_000),
  /** Directives in a document. */
  DIRECTIVES("directives", 50, 0, 10_000),
  /** Directives on one field, fragment or operation. */
  DIRECTIVES_AT_ONE_PLACE("directives at one place", 5, 0, 100),
  /** Cost of an operation in points; lists count by their sizes. */
  COMPLEXITY("points of complexity", 100_000, 100, 100_000_000),
  /** Bytes of an answer as JSON, before compression; counted while the answer is built. */
  ANSWER_BYTES("bytes of the answer", 10_000_000, 100_000, 1_000_000_000),
  /** Variables of a request. */
  VARIABLES("variables", 100, 0, 10_000),
  /** Strings, numbers, objects and lists in all variables of a request. */
  VARIABLE_VALUES("values in variables", 100_000, 100, 10_000_000),
  /** Nesting of objects and lists in a variable. */
  VARIABLE_DEPTH("levels in variables", 20, 1, 90),
  /** Entries on a page: {@code first}, {@code last}, {@code pageSize}. */
  PAGE_SIZE("entries on a page", 100, 20, 100),
  /**
   * Seconds of a query, the time that it waits for a view included, and of all commands of a
   * mutation together; statements are cancelled then.
   */
  EXECUTION_SECONDS("seconds", 10, 1, 45),
  /**
   * Fields of a node that wait for a view at the same time; a further one is answered without
   * waiting.
   */
  WAITERS("fields that wait", 1_000, 0, 1_000_000),
  /** Fields that wait for a view at the same time in requests of one client address. */
  WAITERS_PER_ADDRESS("fields that wait for an address", 500, 0, 1_000_000),
  /** Fields that wait for a view at the same time in one request, or on one websocket. */
  WAITERS_PER_REQUEST("fields that wait in a request", 50, 0, 10_000),
  /**
   * Percent of the heap that request bodies, answers, messages of websockets and caches may hold
   * together; beyond it, requests are answered by {@code LIMIT_EXCEEDED}.
   */
  MEMORY_PERCENT("percent of the heap", 40, 5, 80),
  /** Open websockets of a node. */
  SOCKETS("open sockets", 5_000, 0, 1_000_000),
  /** Open websockets of one client address; all clients of a proxy have the same. */
  SOCKETS_PER_ADDRESS("open sockets of an address", 1_000, 0, 1_000_000),
  /** Percent of the bytes of {@code MEMORY_PERCENT} that all websockets may hold together. */
  SOCKETS_MEMORY_PERCENT("percent of the bytes held", 60, 1, 100),
  /** Percent of the same bytes that the websockets of one client address may hold together. */
  SOCKETS_MEMORY_PERCENT_PER_ADDRESS("percent of the bytes held", 40, 1, 100),
  /**
   * Bytes that one websocket may hold: the message that arrives, running operations, results that
   * the client has not taken.
   */
  SOCKET_BUFFER_BYTES("bytes of a socket", 16 << 20, 100_000, 1_000_000_000),
  /**
   * Bytes of a message on a websocket, in one frame or in several; 16,384 before {@code
   * connection_init}.
   */
  SOCKET_MESSAGE_BYTES("bytes of a message", 1 << 20, 1_000, 100_000_000),
  /** Seconds until a message that has begun on a websocket has arrived. */
  SOCKET_MESSAGE_SECONDS("seconds", 15, 1, 3_600),
  /**
   * Frames per second on a websocket, each 8 kB of a frame counted once more; twice as many at
   * once.
   */
  SOCKET_MESSAGES_PER_SECOND("messages per second", 500, 1, 1_000_000),
  /** Running operations on one websocket, subscriptions included. */
  SOCKET_OPERATIONS("operations on a socket", 100, 1, 10_000),
  /** Seconds until {@code connection_init} on a new websocket. */
  SOCKET_INIT_SECONDS("seconds", 5, 1, 3_600),
  /** Seconds until the network accepts a message; the websocket is closed then. */
  SOCKET_SEND_SECONDS("seconds", 10, 1, 3_600),
  /** Seconds between two pings; each must be answered before the next. */
  SOCKET_PING_SECONDS("seconds", 30, 1, 3_600);

  private final String unit;
  private final int defaultValue;
  private final int min;
  private final int max;

  Limit(String unit, int defaultValue, int min, int max) {
    this.unit = unit;
    this.defaultValue = defaultValue;
    this.min = min;
    this.max = max;
  }

  /** The environment variable that sets it. */
  public String variable() {
    return "ORDERS_LIMIT_" + name();
  }

  /** What is counted, in the plural. */
  public String unit() {
    return unit;
  }

  /** Its name in answers, such as {@code rootFields}. */
  public String label() {
    var words = name().toLowerCase(Locale.ROOT).split("_");
    var label = new StringBuilder(words[0]);
    for (int i = 1; i < words.length; i++) {
      label.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
    }
    return label.toString();
  }

  /** Its value when nothing is set: safe for everyone, and enough for every tool tried. */
  public int defaultValue() {
    return defaultValue;
  }

  int min() {
    return min;
  }

  int max() {
    return max;
  }

  int in(Settings settings) {
    return settings.number(variable(), defaultValue, min, max);
  }
}
