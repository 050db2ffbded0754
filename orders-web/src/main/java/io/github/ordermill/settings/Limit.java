package io.github.ordermill.settings;

import java.util.Locale;

/**
 * How much one request may ask for. Each is a setting, {@code ORDERS_LIMIT_} and its name, and each
 * refusal for its sake is an error {@code LIMIT_EXCEEDED} that names it.
 */
public enum Limit {
  /** Size of a request body, or of the query string of a GET. */
  BODY_BYTES("bytes", 1 << 20, 1_000, 100_000_000),
  /** Length of a document. */
  CHARACTERS("characters", 100_000, 1_000, 10_000_000),
  /** Names, values and punctuators of a document. */
  TOKENS("tokens", 15_000, 100, 1_000_000),
  /** How many fields stand inside one another, those of introspection apart. */
  DEPTH("levels", 12, 1, 100),
  /** How many fields stand inside one another from {@code __schema} or {@code __type} on. */
  INTROSPECTION_DEPTH("levels of introspection", 20, 1, 100),
  /** Fields on the first level of an operation, fragments spread. */
  ROOT_FIELDS("root fields", 50, 1, 1_000),
  /** Fields of an operation, fragments spread. */
  FIELDS("fields", 400, 1, 100_000),
  /** Fields under another name in a document. */
  ALIASES("aliases", 100, 0, 10_000),
  /** Operations in a document, of which one is executed. */
  OPERATIONS("operations", 20, 1, 1_000),
  /** Named fragments in a document. */
  FRAGMENTS("fragments", 100, 0, 1_000),
  /** Directives in a document. */
  DIRECTIVES("directives", 50, 0, 10_000),
  /** Directives at one place of a document. */
  DIRECTIVES_AT_ONE_PLACE("directives at one place", 5, 0, 100),
  /** What an operation would cost, lists counted by their sizes; see {@code README.md}. */
  COMPLEXITY("points of complexity", 100_000, 100, 100_000_000),
  /** Variables that come with a request. */
  VARIABLES("variables", 100, 0, 10_000),
  /** Texts, numbers, objects and lists in all variables of a request. */
  VARIABLE_VALUES("values in variables", 100_000, 100, 10_000_000),
  /** How deep objects and lists stand inside one another in a variable. */
  VARIABLE_DEPTH("levels in variables", 20, 1, 90),
  /** Entries on a page: {@code first}, {@code last}, {@code pageSize}. */
  PAGE_SIZE("entries on a page", 100, 20, 100),
  /** How long a query may take, not counting what it waits for a view; commands have no limit. */
  EXECUTION_SECONDS("seconds", 10, 1, 45),
  /** Fields that wait for a view at a time, on one node; more are answered without waiting. */
  WAITERS("fields that wait", 1_000, 0, 1_000_000),
  /** Websockets open at a time, on one node. */
  SOCKETS("open sockets", 5_000, 0, 1_000_000),
  /** Operations under way at a time on one websocket, subscriptions among them. */
  SOCKET_OPERATIONS("operations on a socket", 100, 1, 10_000),
  /** How long a new websocket may take to introduce itself. */
  SOCKET_INIT_SECONDS("seconds", 5, 1, 3_600),
  /** How long one message may be on its way to a client before the websocket is given up. */
  SOCKET_SEND_SECONDS("seconds", 10, 1, 3_600),
  /** Between two pings; a ping must be answered before the next is due. */
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

  int in(Settings settings) {
    return settings.number(variable(), defaultValue, min, max);
  }
}
