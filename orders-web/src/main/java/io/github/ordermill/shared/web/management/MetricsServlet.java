package io.github.ordermill.shared.web.management;

import io.github.ordermill.shared.application.metrics.MetricsExposition;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** The metrics of this node, in OpenMetrics or Prometheus' text format as the scraper accepts. */
@WebServlet(urlPatterns = MetricsServlet.PATH)
public class MetricsServlet extends HttpServlet {

  /** Exact, so that it precedes the prefix {@code /metrics/*} of a server's own metrics. */
  static final String PATH = "/metrics";

  private static final long serialVersionUID = 1L;

  private final transient MetricsExposition metrics;

  @Inject
  MetricsServlet(MetricsExposition metrics) {
    this.metrics = metrics;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var accept = request.getHeader("Accept");
    var document = new ByteArrayOutputStream();
    metrics.write(accept, document);
    response.setContentType(metrics.contentType(accept));
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Vary", "Accept");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setContentLength(document.size());
    document.writeTo(response.getOutputStream());
  }
}
