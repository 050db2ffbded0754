package io.github.ordermill.boot.listener;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.regex.Pattern;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.grizzly.nio.NIOConnection;

/**
 * Filter between the socket and the parser of HTTP: counts connections, bounds the headers in bytes
 * and time, and gives a body to errors that the server answers without one.
 */
final class ConnectionFilter extends BaseFilter {

  private static final int MAX_BARE_ERROR_BYTES = 1_024;

  /** An error of the server itself: headers only. */
  private static final Pattern BARE_ERROR =
      Pattern.compile(
          "HTTP/1\\.1 (?<status>[45]\\d\\d) [^\r]*\r\n(?<first>(?:[^\r]+\r\n)*?)"
              + "Content-Length: 0\r\n(?<second>(?:[^\r]+\r\n)*)\r\n",
          Pattern.CASE_INSENSITIVE);

  private final Connections connections;

  ConnectionFilter(Connections connections) {
    this.connections = connections;
  }

  @Override
  public NextAction handleAccept(FilterChainContext context) {
    connections.accept((NIOConnection) context.getConnection());
    return context.getInvokeAction();
  }

  @Override
  public NextAction handleRead(FilterChainContext context) {
    var client = connections.of(context.getConnection());
    Buffer received = context.getMessage();
    if (client == null || client.received(received)) {
      return context.getInvokeAction();
    }
    received.tryDispose();
    return context.getStopAction();
  }

  @Override
  public NextAction handleWrite(FilterChainContext context) {
    if (context.getMessage() instanceof Buffer response && mayBeBareError(response)) {
      var head = BARE_ERROR.matcher(response.toStringContent(US_ASCII));
      var client = connections.of(context.getConnection());
      if (client != null && !client.isHead() && head.matches()) {
        var refusal = Refusal.ofStatus(Integer.parseInt(head.group("status")));
        context.setMessage(
            Buffers.wrap(
                context.getMemoryManager(),
                refusal.responseWith(head.group("first") + head.group("second"))));
      }
    }
    return context.getInvokeAction();
  }

  /** Whether the first line is that of an error; decides for almost all without a copy. */
  private static boolean mayBeBareError(Buffer response) {
    int start = response.position();
    return response.remaining() > "HTTP/1.1 400".length()
        && response.remaining() < MAX_BARE_ERROR_BYTES
        && response.get(start) == 'H'
        && response.get(start + "HTTP/1.1".length()) == ' '
        && (response.get(start + "HTTP/1.1 ".length()) == '4'
            || response.get(start + "HTTP/1.1 ".length()) == '5')
        && response.get(response.limit() - 1) == '\n';
  }
}
