package io.github.ordermill.shared.web.http;

import io.github.ordermill.settings.PublicUrl;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Redirects within the server. Their address is relative or that of {@code ORDERS_PUBLIC_URL}, and
 * never made of the request, whose path and header Host a client chooses.
 */
final class Redirect {

  private Redirect() {}

  /** Whether the method of a request has no body, so that it can be repeated elsewhere. */
  static boolean isPossible(HttpServletRequest request) {
    return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
  }

  /** Redirects from {@code /} or {@code /graphql-ui} to GraphiQL. */
  static void toGraphiql(Exchange exchange) {
    var page = "graphql-ui/";
    var location =
        exchange
            .exchanges()
            .api()
            .hosts()
            .publicUrl()
            .map((PublicUrl url) -> url.resolve("/" + page))
            .orElse(page);
    exchange.answer(
        response -> {
          response.setStatus(HttpServletResponse.SC_FOUND);
          response.setHeader("Location", location);
          response.setHeader("Cache-Control", "no-store");
        },
        AnswerBody.constant(new byte[0]));
  }
}
