package io.github.ordermill.shared.web.request;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/** Id that connects a request with its log records, events and answer. */
public final class CorrelationId {

  /** The header of requests and answers. */
  public static final String HEADER = "X-Correlation-Id";

  /** The header of <a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a>. */
  public static final String TRACE_HEADER = "traceparent";

  private static final int MAX_LENGTH = 200;

  /** Version, trace id, parent id, flags; a later version may add to it. */
  private static final Pattern TRACE =
      Pattern.compile(
          "(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");

  private CorrelationId() {}

  /**
   * The client's id if it is 1 to 200 visible ASCII characters, else the id of the request's trace,
   * else a new UUID.
   *
   * @param header the value of {@link #HEADER}, null if there is none
   * @param traces all values of {@link #TRACE_HEADER}; several, or a malformed one, are ignored
   */
  public static String of(String header, List<String> traces) {
    if (header != null
        && !header.isEmpty()
        && header.length() <= MAX_LENGTH
        && header.chars().allMatch(character -> character > ' ' && character <= '~')) {
      return header;
    }
    var trace = traces.size() == 1 ? traceIdOf(traces.get(0)) : null;
    return trace == null ? UUID.randomUUID().toString() : trace;
  }

  private static String traceIdOf(String traceparent) {
    var parts = TRACE.matcher(traceparent.strip());
    boolean valid = parts.matches() && (parts.group(3) == null || !parts.group(1).equals("00"));
    return valid ? parts.group(2) : null;
  }
}
