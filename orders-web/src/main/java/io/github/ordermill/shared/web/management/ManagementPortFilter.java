package io.github.ordermill.shared.web.management;

import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Separates the management port from the port of the API, by the port that a request arrived at:
 * health checks and metrics are on the former, and in development on the latter, too; everything
 * else is on the latter only. The first filter, since it is the one in {@code web.xml}.
 *
 * <p>Without {@code orders.management.port}, on a server that has no listener for it, everything is
 * on every port.
 */
public class ManagementPortFilter implements Filter {

  private static final Logger LOG = Logger.getLogger(ManagementPortFilter.class.getName());

  private final Optional<Integer> port;
  private final boolean production;

  @Inject
  ManagementPortFilter(
      @ConfigProperty(name = "orders.management.port") Optional<Integer> port,
      @ConfigProperty(name = "orders.mode") Optional<String> mode) {
    this.port = port;
    this.production = !mode.equals(Optional.of("development"));
    if (production && port.isEmpty()) {
      LOG.warning(
          "ORDERS_MANAGEMENT_PORT is not set: health checks and metrics are on the port of the API,"
              + " where a flood of requests reaches them, too.");
    }
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (port.isEmpty() || isServed((HttpServletRequest) request)) {
      chain.doFilter(request, response);
    } else {
      ((HttpServletResponse) response).sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  private boolean isServed(HttpServletRequest request) {
    boolean isManagement = isManagement(request.getServletPath());
    return request.getLocalPort() == port.get() ? isManagement : !isManagement || !production;
  }

  private static boolean isManagement(String path) {
    return path.equals("/health") || path.startsWith("/health/") || path.equals("/metrics");
  }
}
