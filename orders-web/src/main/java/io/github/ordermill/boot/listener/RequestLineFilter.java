package io.github.ordermill.boot.listener;

import java.util.regex.Pattern;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.FilterChainEvent;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpContext;
import org.glassfish.grizzly.http.HttpEvents;
import org.glassfish.grizzly.http.HttpHeader;
import org.glassfish.grizzly.http.HttpPacket;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.Protocol;

/**
 * Filter after the parser of HTTP: refuses what the server would answer by an empty 200 or not at
 * all, and tells the connection where a request begins and its response ends.
 */
final class RequestLineFilter extends BaseFilter {

  /** Path and query after RFC 3986, with the characters that browsers leave unescaped. */
  private static final Pattern TARGET =
      Pattern.compile("\\*|/(?:[^%\\x00-\\x20\\x7F\\\\]|%[0-9a-fA-F]{2})*+");

  private static final int SWITCHING_PROTOCOLS = 101;

  private final Connections connections;

  RequestLineFilter(Connections connections) {
    this.connections = connections;
  }

  @Override
  public NextAction handleRead(FilterChainContext context) {
    var client = connections.of(context.getConnection());
    if (client == null
        || !(context.getMessage() instanceof HttpContent content)
        || !(content.getHttpHeader() instanceof HttpRequestPacket request)) {
      return context.getInvokeAction();
    }
    if (client.isInExchange(request)) {
      return context.getInvokeAction();
    }
    var refusal = refusal(request);
    if (refusal != null) {
      client.refuse(refusal);
      return context.getStopAction();
    }
    if (request.isChunked()) {
      // the parser drops a Content-Length before it; what follows might be no request
      request.getProcessingState().setKeepAlive(false);
    }
    client.headersParsed(request, isWebSocket(request));
    return context.getInvokeAction();
  }

  private static Refusal refusal(HttpRequestPacket request) {
    var transferEncoding = request.getHeader("Transfer-Encoding");
    var host = request.getHeader("Host");
    if (transferEncoding != null
        && (!transferEncoding.strip().equalsIgnoreCase("chunked")
            || request.getProtocol() == Protocol.HTTP_1_0)) {
      return Refusal.TRANSFER_ENCODING;
    }
    if (request.getProtocol() != Protocol.HTTP_1_1 && request.getProtocol() != Protocol.HTTP_1_0) {
      return Refusal.VERSION_NOT_SUPPORTED;
    }
    if (request.getMethod() == Method.CONNECT) {
      return Refusal.METHOD_NOT_ALLOWED;
    }
    if (host == null ? request.getProtocol() == Protocol.HTTP_1_1 : host.isBlank()) {
      return Refusal.HOST_MISSING;
    }
    var target = request.getRequestURIRef().getRequestURIBC().toString();
    return TARGET.matcher(target).matches() ? null : Refusal.MALFORMED_TARGET;
  }

  @Override
  public NextAction handleEvent(FilterChainContext context, FilterChainEvent event) {
    if (event instanceof HttpEvents.IncomingHttpUpgradeEvent upgrade
        && !isWebSocket(upgrade.getHttpHeader())) {
      ignore(upgrade.getHttpHeader());
      return context.getStopAction();
    }
    if (event.type() == HttpEvents.ResponseCompleteEvent.TYPE) {
      var client = connections.of(context.getConnection());
      var exchange = HttpContext.get(context);
      if (client != null) {
        client.responded(exchange == null || !exchange.getRequest().isExpectContent());
      }
    }
    return context.getInvokeAction();
  }

  @Override
  public NextAction handleWrite(FilterChainContext context) {
    if (context.getMessage() instanceof HttpPacket packet
        && packet.getHttpHeader() instanceof HttpResponsePacket response
        && !response.isCommitted()
        && response.getStatus() != SWITCHING_PROTOCOLS
        && response.getRequest().isUpgrade()) {
      // a refused handshake has an ordinary response, with all headers
      response.getRequest().setIgnoreContentModifiers(false);
    }
    return context.getInvokeAction();
  }

  private static boolean isWebSocket(HttpHeader request) {
    return "websocket".equalsIgnoreCase(request.getUpgrade());
  }

  /**
   * Ignores an offer of HTTP/2, which Java's client makes by default. The server's parser would
   * take the rest of the connection for the other protocol and leave headers out of the response.
   */
  private static void ignore(HttpHeader request) {
    request.setIgnoreContentModifiers(false);
    request.getUpgradeDC().recycle();
  }
}
