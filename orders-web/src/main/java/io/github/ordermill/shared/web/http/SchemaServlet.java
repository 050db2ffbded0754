package io.github.ordermill.shared.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.ordermill.settings.ApiSettings;
import io.github.ordermill.settings.ApiSwitch;
import io.github.ordermill.shared.web.graphql.GraphqlEngine;
import io.github.ordermill.shared.web.request.Endpoint;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Schema as a file, for code generators. Served only if introspection is on. */
@WebServlet(urlPatterns = Endpoint.PATH + "/schema.graphql")
public class SchemaServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private final transient ApiSettings api;

  @Inject
  SchemaServlet(ApiSettings api) {
    this.api = api;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!api.isOn(ApiSwitch.INTROSPECTION)) {
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    response.setContentType("text/plain; charset=utf-8");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.getOutputStream().write(GraphqlEngine.schemaText().getBytes(UTF_8));
  }
}
