package io.github.ordermill.shared.web.websocket;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.ordermill.settings.ApiSettings;
import io.github.ordermill.shared.web.request.ClientAddress;
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
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collections;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Answers the handshakes of websockets, after checking origin, subprotocol and number of
 * connections. Browsers let a page of any site open a websocket and only state its origin, which
 * the server has to check, see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-10.2">RFC
 * 6455</a>. Allowed are pages of this server and of the configured origins.
 */
@WebFilter(urlPatterns = Endpoint.PATH, asyncSupported = true)
public class WebSocketHandshakeFilter implements Filter {

  /** 16 bytes in Base64. */
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{22}==");

  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

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
      refuse(
          handshake,
          response,
          HttpServletResponse.SC_FORBIDDEN,
          "Pages of this origin may not connect");
    } else if (!isComplete(handshake)) {
      refuse(
          handshake,
          response,
          HttpServletResponse.SC_BAD_REQUEST,
          "The handshake must have Connection: Upgrade, Sec-WebSocket-Version: 13 and a"
              + " Sec-WebSocket-Key");
    } else if (!offersSubprotocol(handshake)) {
      refuse(
          handshake,
          response,
          HttpServletResponse.SC_BAD_REQUEST,
          "The subprotocol must be " + Endpoint.SUBPROTOCOL + ", in Sec-WebSocket-Protocol");
    } else {
      upgrade(handshake, (HttpServletResponse) response);
    }
  }

  private void upgrade(HttpServletRequest handshake, HttpServletResponse response)
      throws IOException, ServletException {
    var address = ClientAddress.of(handshake);
    var memory = sessions.enter(address);
    if (memory.isEmpty()) {
      refuse(
          handshake,
          response,
          HttpServletResponse.SC_SERVICE_UNAVAILABLE,
          "There are too many connections, please try again");
      return;
    }
    WebSocketConnection connection = null;
    boolean upgraded = false;
    try {
      connection = handshake.upgrade(WebSocketConnection.class);
      connection.prepare(sessions, address, memory.get());
      response.setStatus(HttpServletResponse.SC_SWITCHING_PROTOCOLS);
      response.setHeader("Upgrade", "websocket");
      response.setHeader("Connection", "Upgrade");
      response.setHeader(
          "Sec-WebSocket-Accept", accept(handshake.getHeader("Sec-WebSocket-Key").strip()));
      response.setHeader("Sec-WebSocket-Protocol", Endpoint.SUBPROTOCOL);
      response.flushBuffer();
      upgraded = true;
    } finally {
      if (!upgraded) {
        if (connection != null) {
          connection.abandon();
        }
        sessions.leave(address, memory.get());
      }
    }
  }

  /** See <a href="https://www.rfc-editor.org/rfc/rfc6455#section-4.2.2">RFC 6455</a>. */
  private static String accept(String key) {
    try {
      var digest = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing); // every Java platform has this algorithm
    }
  }

  private boolean isAllowed(String origin, String host) {
    return origin == null || api.origins().allows(origin, host);
  }

  /** The server leaves an incomplete handshake without an answer. */
  private static boolean isComplete(HttpServletRequest handshake) {
    var key = handshake.getHeader("Sec-WebSocket-Key");
    var connection = handshake.getHeader("Connection");
    return handshake.getMethod().equals("GET")
        && "13".equals(handshake.getHeader("Sec-WebSocket-Version"))
        && key != null
        && KEY.matcher(key.strip()).matches()
        && connection != null
        && connection.toLowerCase(Locale.ROOT).contains("upgrade");
  }

  private static boolean offersSubprotocol(HttpServletRequest handshake) {
    return Collections.list(handshake.getHeaders("Sec-WebSocket-Protocol")).stream()
        .flatMap(header -> Stream.of(header.split(",")))
        .anyMatch(protocol -> protocol.strip().equals(Endpoint.SUBPROTOCOL));
  }

  private static void refuse(
      HttpServletRequest handshake, ServletResponse response, int status, String sentence)
      throws IOException {
    handshake.setAttribute(Endpoint.REFUSAL, sentence);
    var answer = (HttpServletResponse) response;
    answer.setHeader("Connection", "close");
    answer.sendError(status); // the error page answers in JSON
  }
}
