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

/** Schema as a file, for code generators. Served only if introspection is on. */
@WebServlet(urlPatterns = Endpoint.PATH + "/schema.graphql", asyncSupported = true)
public class SchemaServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private static final byte[] TEXT = GraphqlEngine.schemaText().getBytes(UTF_8);

  private final transient ApiSettings api;
  private final transient Exchanges exchanges;

  @Inject
  SchemaServlet(ApiSettings api, Exchanges exchanges) {
    this.api = api;
    this.exchanges = exchanges;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response) {
    var exchange = exchanges.of(request, response);
    if (!api.isOn(ApiSwitch.INTROSPECTION)) {
      JsonAnswer.refuseAfterBody(
          exchange, ErrorServlet.refusal(HttpServletResponse.SC_NOT_FOUND, null));
    } else if (!Redirect.isPossible(request)) {
      response.setHeader("Allow", "GET, HEAD");
      JsonAnswer.refuseAfterBody(
          exchange, ErrorServlet.refusal(HttpServletResponse.SC_METHOD_NOT_ALLOWED, null));
    } else {
      exchange.answer(
          answer -> {
            answer.setContentType("text/plain; charset=utf-8");
            answer.setHeader("X-Content-Type-Options", "nosniff");
          },
          AnswerBody.constant(TEXT));
    }
  }
}
