package io.github.ordermill.shared.web.http;

import io.github.ordermill.settings.ApiSettings;
import io.github.ordermill.settings.Origins;
import io.github.ordermill.shared.web.request.CorrelationId;
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

/**
 * Allows pages of the configured {@link Origins} to use the API from a browser, after the <a
 * href="https://fetch.spec.whatwg.org/#http-cors-protocol">CORS protocol</a>. Without configured
 * origins it does nothing, and browsers block pages of other sites.
 *
 * <p>Credentials are never allowed: the API has no cookies, and headers that a page itself sets,
 * such as Authorization, do not need that permission.
 */
@WebFilter(urlPatterns = Endpoint.PATH, asyncSupported = true)
public class CorsFilter implements Filter {

  private static final String ALLOWED_HEADERS =
      String.join(
          ", ",
          "Accept",
          "Authorization",
          "Content-Type",
          CorrelationId.HEADER,
          CorrelationId.TRACE_HEADER,
          "tracestate");

  private static final String MAX_AGE_SECONDS = "7200";

  private final Origins origins;

  @Inject
  CorsFilter(ApiSettings api) {
    origins = api.origins();
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (origins.isEmpty()
        || !answerPreflight((HttpServletRequest) request, (HttpServletResponse) response)) {
      chain.doFilter(request, response);
    }
  }

  /** Adds the headers of the CORS protocol; true if the request was a preflight, now answered. */
  private boolean answerPreflight(HttpServletRequest request, HttpServletResponse response) {
    var origin = request.getHeader("Origin");
    response.addHeader("Vary", "Origin");
    if (origin == null || !origins.allows(origin)) {
      return false;
    }
    response.setHeader("Access-Control-Allow-Origin", origin);
    if (!request.getMethod().equals("OPTIONS")
        || request.getHeader("Access-Control-Request-Method") == null) {
      response.setHeader("Access-Control-Expose-Headers", CorrelationId.HEADER);
      return false;
    }
    // not 204: Payara then ends the whole HTTP/2 connection when the response is flushed
    response.setStatus(HttpServletResponse.SC_OK);
    response.setHeader("Access-Control-Allow-Methods", "GET, POST");
    response.setHeader("Access-Control-Allow-Headers", ALLOWED_HEADERS);
    response.setHeader("Access-Control-Max-Age", MAX_AGE_SECONDS);
    return true;
  }
}
