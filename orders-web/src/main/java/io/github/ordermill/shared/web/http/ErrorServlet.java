package io.github.ordermill.shared.web.http;

import io.github.ordermill.settings.ApiSettings;
import io.github.ordermill.settings.ApiSwitch;
import io.github.ordermill.shared.web.graphql.HttpRequestException;
import io.github.ordermill.shared.web.graphql.errors.ErrorCode;
import io.github.ordermill.shared.web.graphql.errors.GraphqlErrors;
import io.github.ordermill.shared.web.request.Endpoint;
import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Servlet of all paths that no other one has, and error page: answers in JSON. The path {@code /}
 * leads to GraphiQL where that is on.
 */
public class ErrorServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private static final int INTERNAL_SERVER_ERROR = 500;

  private final transient ApiSettings api;
  private final transient Exchanges exchanges;

  @Inject
  ErrorServlet(ApiSettings api, Exchanges exchanges) {
    this.api = api;
    this.exchanges = exchanges;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response) {
    var exchange = exchanges.of(request, response);
    if (request.getDispatcherType() == DispatcherType.ERROR) {
      var status = (Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
      var message = (String) request.getAttribute(Endpoint.REFUSAL);
      JsonAnswer.refuse(
          exchange,
          refusal(status == null ? HttpServletResponse.SC_NOT_FOUND : status, message),
          JsonAnswer.JSON);
    } else if (request.getRequestURI().equals(request.getContextPath() + "/")
        && api.isOn(ApiSwitch.GRAPHIQL)
        && Redirect.isPossible(request)) {
      Redirect.toGraphiql(exchange);
    } else {
      JsonAnswer.refuseAfterBody(exchange, refusal(HttpServletResponse.SC_NOT_FOUND, null));
    }
  }

  /**
   * The refusal with a status.
   *
   * @param message null for that of the status
   */
  static HttpRequestException refusal(int status, String message) {
    var code =
        switch (status) {
          case HttpServletResponse.SC_SERVICE_UNAVAILABLE -> ErrorCode.UNAVAILABLE;
          default -> status < INTERNAL_SERVER_ERROR ? ErrorCode.BAD_USER_INPUT : ErrorCode.INTERNAL;
        };
    return new HttpRequestException(
        status, GraphqlErrors.error(code, message == null ? messageOf(status) : message));
  }

  private static String messageOf(int status) {
    return switch (status) {
      case HttpServletResponse.SC_NOT_FOUND ->
          "There is nothing at this path; GraphQL is at " + Endpoint.PATH;
      case HttpServletResponse.SC_METHOD_NOT_ALLOWED, HttpServletResponse.SC_NOT_IMPLEMENTED ->
          "This path does not have the method; GraphQL is at " + Endpoint.PATH + ", by POST";
      case HttpServletResponse.SC_SERVICE_UNAVAILABLE ->
          "The server cannot answer now, please try again";
      default ->
          status < INTERNAL_SERVER_ERROR
              ? "The request is not acceptable; GraphQL is at " + Endpoint.PATH
              : "Something went wrong on our side";
    };
  }
}
