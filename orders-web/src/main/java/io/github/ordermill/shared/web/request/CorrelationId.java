package io.github.ordermill.shared.web.request;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/** One id from the request through every effect of it: log lines, events, the answer. */
public final class CorrelationId {

  /** Taken from the request, and given back with the answer. */
  public static final String HEADER = "X-Correlation-Id";

  /** Of <a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a>. */
  public static final String TRACE_HEADER = "traceparent";

  private static final int MAX_LENGTH = 200;

  /** Version, trace id, parent id, flags; a later version may add to it. */
  private static final Pattern TRACE =
      Pattern.compile(
          "(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");

  private CorrelationId() {}

  /**
   * The client's own id if it is 1 to 200 visible ASCII characters, else the trace id of the trace
   * that the request is part of, else a new UUID.
   *
   * @param header of the name {@link #HEADER}, null if there is none
   * @param traces all headers of the name {@link #TRACE_HEADER}; one that is malformed, or not the
   *     only one, counts as none
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
