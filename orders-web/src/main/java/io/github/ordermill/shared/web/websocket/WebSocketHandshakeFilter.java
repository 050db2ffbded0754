package io.github.ordermill.shared.web.websocket;

import io.github.ordermill.settings.ApiSettings;
import io.github.ordermill.shared.web.request.Endpoint;
import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.stream.Stream;

/**
 * Checks the handshakes of websockets: origin, subprotocol, number of connections. Browsers let a
 * page of any site open a websocket and only state its origin, which the server has to check, see
 * <a href="https://www.rfc-editor.org/rfc/rfc6455#section-10.2">RFC 6455</a>. Allowed are pages of
 * this server and of the configured origins.
 */
@WebFilter(urlPatterns = Endpoint.PATH, asyncSupported = true)
public class WebSocketHandshakeFilter implements Filter {

  private final WebSocketSessions sessions;
  private final ApiSettings api;

  @Inject
  WebSocketHandshakeFilter(WebSocketSessions sessions, ApiSettings api) {
    this.sessions = sessions;
    this.api = api;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    var handshake = (HttpServletRequest) request;
    if (!"websocket".equalsIgnoreCase(handshake.getHeader("Upgrade"))) {
      chain.doFilter(request, response);
    } else if (!isAllowed(handshake.getHeader("Origin"), handshake.getHeader("Host"))) {
      refuse(response, HttpServletResponse.SC_FORBIDDEN, "Pages of this origin may not connect");
    } else if (!offersSubprotocol(handshake)) {
      refuse(
          response,
          HttpServletResponse.SC_BAD_REQUEST,
          "The subprotocol must be " + Endpoint.SUBPROTOCOL + ", in Sec-WebSocket-Protocol");
    } else if (!sessions.haveCapacity()) {
      refuse(
          response,
          HttpServletResponse.SC_SERVICE_UNAVAILABLE,
          "There are too many connections, please try again");
    } else {
      chain.doFilter(request, response);
    }
  }

  private boolean isAllowed(String origin, String host) {
    return origin == null || api.origins().allows(origin, host);
  }

  private static boolean offersSubprotocol(HttpServletRequest handshake) {
    return Collections.list(handshake.getHeaders("Sec-WebSocket-Protocol")).stream()
        .flatMap(header -> Stream.of(header.split(",")))
        .anyMatch(protocol -> protocol.strip().equals(Endpoint.SUBPROTOCOL));
  }

  private static void refuse(ServletResponse response, int status, String sentence)
      throws IOException {
    var answer = (HttpServletResponse) response;
    answer.setStatus(status);
    answer.setContentType("text/plain; charset=utf-8");
    answer.setHeader("Connection", "close");
    answer.getWriter().println(sentence);
  }
}
