package io.github.ordermill.shared.web.management;

import static java.lang.Boolean.FALSE;

import io.github.ordermill.shared.web.graphql.Json;
import io.github.ordermill.shared.web.management.HealthChecks.Kind;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Health checks in the form of <a
 * href="https://download.eclipse.org/microprofile/microprofile-health-4.0/microprofile-health-spec-4.0.html">MicroProfile
 * Health</a>: 200 if all that are required are UP, else 503. In the place of the server's own
 * servlet, which succeeds without an application, and answers 500 without a body if a check throws.
 */
@WebServlet(
    urlPatterns = {"/health", "/health/*"},
    loadOnStartup = Integer.MAX_VALUE)
public class HealthServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private static final Map<String, List<Kind>> KINDS =
      Map.of(
          "", List.of(Kind.values()),
          "/started", List.of(Kind.STARTED),
          "/live", List.of(Kind.LIVE),
          "/ready", List.of(Kind.READY));

  private final transient HealthChecks checks;
  private final transient Start start;

  @Inject
  HealthServlet(HealthChecks checks) {
    this.checks = checks;
    this.start = new Start(checks);
  }

  @Override
  public void init() {
    // the first call creates the beans, which the thread that asks the managed bean could not, and
    // names the checks
    start.callAll();
    start.register();
  }

  @Override
  public void destroy() {
    start.unregister();
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var path = request.getPathInfo();
    var kinds = KINDS.get(path == null ? "" : path);
    if (kinds == null) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    try {
      write(response, checks.call(kinds));
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }
  }

  private static void write(HttpServletResponse response, List<HealthCheckResponse> results)
      throws IOException {
    boolean isUp = isUp(results);
    response.setStatus(
        isUp ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    response.setContentType("application/json; charset=utf-8");
    response.setHeader("Cache-Control", "no-store");
    var json = new LinkedHashMap<String, Object>();
    json.put("status", isUp ? "UP" : "DOWN");
    json.put("checks", results.stream().map(HealthServlet::json).toList());
    Json.write(json, response.getOutputStream());
  }

  /** Whether all results that decide are UP. */
  static boolean isUp(List<HealthCheckResponse> results) {
    return results.stream()
        .filter(HealthServlet::isRequired)
        .allMatch(result -> result.getStatus() == HealthCheckResponse.Status.UP);
  }

  /** Whether the result decides; a check with the datum {@code required=false} only informs. */
  private static boolean isRequired(HealthCheckResponse result) {
    return result
        .getData()
        .map(data -> data.get(TimedCheck.REQUIRED))
        .filter(FALSE::equals)
        .isEmpty();
  }

  private static Map<String, Object> json(HealthCheckResponse result) {
    var json = new LinkedHashMap<String, Object>();
    json.put("name", result.getName());
    json.put("status", result.getStatus().name());
    json.put("data", result.getData().orElse(Map.of()));
    return json;
  }
}
