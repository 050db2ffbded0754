package io.github.ordermill.shared.web.http;

import io.github.ordermill.settings.ApiSettings;
import io.github.ordermill.settings.Hosts;
import io.github.ordermill.shared.web.graphql.HttpRequestException;
import io.github.ordermill.shared.web.graphql.errors.ErrorCode;
import io.github.ordermill.shared.web.graphql.errors.GraphqlErrors;
import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Checks of every request: its header Host is one of the {@link Hosts}, and its path is in the form
 * that the server itself uses, so that no other spelling of it means anything. Lets no exception
 * reach the server, which would log it and answer in HTML.
 *
 * <p>Requests to the management port, and health checks, may give any host: probes address a node
 * by its IP address, and pages of other sites learn nothing from them.
 */
public class RequestFilter implements Filter {

  private static final Logger LOG = Logger.getLogger(RequestFilter.class.getName());

  private static final int MISDIRECTED_REQUEST = 421;

  /** Segments without escapes, parameters and dots alone. */
  private static final Pattern PATH = Pattern.compile("/(?:(?!\\.{1,2}(?:/|$))[\\w.~-]+(?:/|$))*+");

  private final Exchanges exchanges;
  private final Hosts hosts;
  private final Optional<Integer> managementPort;

  @Inject
  RequestFilter(
      Exchanges exchanges,
      ApiSettings api,
      @ConfigProperty(name = "orders.management.port") Optional<Integer> managementPort) {
    this.exchanges = exchanges;
    this.hosts = api.hosts();
    this.managementPort = managementPort;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    var http = (HttpServletRequest) request;
    var answer = (HttpServletResponse) response;
    answer.setDateHeader("Date", System.currentTimeMillis());
    try {
      check(http);
      chain.doFilter(request, response);
    } catch (HttpRequestException refused) {
      JsonAnswer.refuseAfterBody(exchanges.of(http, answer), refused);
    } catch (IOException closed) {
      LOG.log(Level.FINE, "The client closed the connection", closed);
    } catch (ServletException | RuntimeException fault) {
      LOG.log(Level.SEVERE, fault, () -> "A request failed outside of GraphQL");
      if (!answer.isCommitted() && !request.isAsyncStarted()) {
        JsonAnswer.refuse(
            exchanges.of(http, answer), ErrorServlet.refusal(500, null), JsonAnswer.JSON);
      }
    }
  }

  private void check(HttpServletRequest request) throws HttpRequestException {
    if (!PATH.matcher(request.getRequestURI()).matches()) {
      throw ErrorServlet.refusal(HttpServletResponse.SC_NOT_FOUND, null);
    }
    if (managementPort.isPresent() && managementPort.get() == request.getLocalPort()) {
      return;
    }
    var given = Collections.list(request.getHeaders("Host"));
    if (given.isEmpty() && request.getProtocol().equals("HTTP/1.0")) {
      return; // no browser sends these
    }
    if (given.size() != 1 || !Hosts.isWellFormed(given.get(0))) {
      throw new HttpRequestException(
          HttpServletResponse.SC_BAD_REQUEST, "The header Host must be one host, and a port");
    }
    if (!hosts.allows(given.get(0)) && !request.getServletPath().startsWith("/health")) {
      throw new HttpRequestException(
          MISDIRECTED_REQUEST,
          GraphqlErrors.error(
              ErrorCode.BAD_USER_INPUT,
              "The header Host names another server; this one is known by ORDERS_PUBLIC_URL"));
    }
  }
}
