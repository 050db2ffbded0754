package io.github.ordermill.shared.web.http;

import io.github.ordermill.settings.ApiSettings;
import io.github.ordermill.settings.ApiSwitch;
import io.github.ordermill.shared.web.graphql.GraphqlEngine;
import io.github.ordermill.shared.web.graphql.GraphqlRequest;
import io.github.ordermill.shared.web.graphql.HttpRequestException;
import io.github.ordermill.shared.web.graphql.Json;
import io.github.ordermill.shared.web.graphql.errors.ErrorCode;
import io.github.ordermill.shared.web.graphql.errors.GraphqlErrors;
import io.github.ordermill.shared.web.memory.MemoryBudget;
import io.github.ordermill.shared.web.request.ClientAddress;
import io.github.ordermill.shared.web.request.CorrelationId;
import io.github.ordermill.shared.web.request.Endpoint;
import io.github.ordermill.shared.web.request.RequestContext;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

/**
 * GraphQL after the <a href="https://graphql.github.io/graphql-over-http/draft/">GraphQL over HTTP
 * specification</a>: queries by GET and POST, mutations by POST only. Accepts no content type that
 * a page of another site can send without a preflight request, which {@link CorsFilter} answers. No
 * thread is held by a request that is being received, waits for a view, or is being answered.
 */
@WebServlet(urlPatterns = Endpoint.PATH, loadOnStartup = 1, asyncSupported = true)
public class GraphqlServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  /** Greater than any wait that a client may request. */
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final transient GraphqlEngine engine;
  private final transient ApiSettings api;
  private final transient Exchanges exchanges;
  private final transient MemoryBudget memory;

  @Inject
  GraphqlServlet(GraphqlEngine engine, ApiSettings api, Exchanges exchanges, MemoryBudget memory) {
    this.engine = engine;
    this.api = api;
    this.exchanges = exchanges;
    this.memory = memory;
  }

  /** A request, the format of its answer, and its context. */
  private record Call(Exchange exchange, ResponseFormat format, RequestContext context) {

    HttpServletRequest request() {
      return exchange.request();
    }
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response) {
    var context =
        new RequestContext(
            "anonymous",
            CorrelationId.of(
                request.getHeader(CorrelationId.HEADER),
                Collections.list(request.getHeaders(CorrelationId.TRACE_HEADER))),
            ClientAddress.of(request),
            memory.reservation());
    response.setHeader(CorrelationId.HEADER, context.correlationId());
    var accepted = ResponseFormat.negotiate(Collections.list(request.getHeaders("Accept")));
    var call =
        new Call(exchanges.of(request, response), accepted.orElse(ResponseFormat.JSON), context);
    call.exchange.onEnd(context::close);
    try {
      if (accepted.isEmpty()) {
        throw new HttpRequestException(
            HttpServletResponse.SC_NOT_ACCEPTABLE,
            "Answers are application/graphql-response+json or application/json, in UTF-8");
      }
      if (isQueryByGet(request, response)) {
        execute(call, GraphqlRequest.ofQueryString(request.getQueryString()));
      } else {
        checkContent(request);
        RequestBody.receive(call.exchange, context.memory())
            .whenComplete((body, fault) -> executeBody(call, body, fault));
      }
    } catch (HttpRequestException refused) {
      RequestBody.discard(call.exchange, refused)
          .whenComplete((none, fault) -> executeBody(call, none, fault));
    }
  }

  private boolean isQueryByGet(HttpServletRequest request, HttpServletResponse response)
      throws HttpRequestException {
    boolean isGetOn = api.isOn(ApiSwitch.GET_QUERIES);
    switch (request.getMethod()) {
      case "POST":
        return false;
      case "GET", "HEAD":
        if (isGetOn || namesPersistedQuery(request.getQueryString())) {
          return true;
        }
        response.setHeader("Allow", "POST");
        throw new HttpRequestException(
            HttpServletResponse.SC_METHOD_NOT_ALLOWED, "Requests are sent by POST");
      default:
        response.setHeader("Allow", isGetOn ? "GET, HEAD, POST" : "POST");
        throw new HttpRequestException(
            HttpServletResponse.SC_METHOD_NOT_ALLOWED,
            isGetOn ? "Requests are sent by GET or POST" : "Requests are sent by POST");
    }
  }

  /** A request without a query, whose client sends the query by POST after the refusal. */
  private static boolean namesPersistedQuery(String queryString) throws HttpRequestException {
    return queryString != null
        && queryString.contains("persistedQuery")
        && GraphqlRequest.ofQueryString(queryString).query() == null;
  }

  private static void checkContent(HttpServletRequest request) throws HttpRequestException {
    if (!MediaTypes.isJson(request.getContentType())) {
      throw new HttpRequestException(
          HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE,
          "The Content-Type must be application/json, in UTF-8");
    }
    var encoding = request.getHeader("Content-Encoding");
    if (encoding != null && !encoding.strip().toLowerCase(Locale.ROOT).equals("identity")) {
      throw new HttpRequestException(
          HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE,
          "A request body must not be compressed; the Content-Encoding must be identity");
    }
  }

  /** Executes a received body, or answers the fault; one of the two is null. */
  private void executeBody(Call call, byte[] body, Throwable fault) {
    if (fault instanceof HttpRequestException refused) {
      refuse(call, refused);
    } else if (fault != null) {
      call.exchange.abandon();
    } else {
      try {
        if (!call.context.memory().grow(Json.heapToRead(body))) {
          throw new HttpRequestException(
              HttpServletResponse.SC_SERVICE_UNAVAILABLE, GraphqlErrors.memoryExhausted(api));
        }
        execute(call, GraphqlRequest.ofBody(body));
      } catch (HttpRequestException refused) {
        refuse(call, refused);
      } catch (RuntimeException | StackOverflowError failed) {
        answerFault(call, failed);
      }
    }
  }

  private void execute(Call call, GraphqlRequest request) throws HttpRequestException {
    try {
      var execution =
          engine.execute(answerable(call, engine.prepare(request, call.context)), call.context);
      if (!execution.isDone()) {
        if (!call.exchange.suspend()) {
          call.exchange.abandon();
          return;
        }
        call.exchange.answerWithin(
            TIMEOUT, () -> answerFault(call, new TimeoutException("no answer in " + TIMEOUT)));
      }
      execution.whenComplete(
          (answer, fault) -> {
            if (fault == null) {
              answer(call, answer);
            } else {
              answerFault(call, fault instanceof CompletionException ? fault.getCause() : fault);
            }
          });
    } catch (RuntimeException | StackOverflowError failed) {
      answerFault(call, failed);
    }
  }

  private static GraphqlEngine.Prepared answerable(Call call, GraphqlEngine.Prepared prepared)
      throws HttpRequestException {
    if (prepared.isMutation() && !call.request().getMethod().equals("POST")) {
      call.exchange.response().setHeader("Allow", "POST");
      throw new HttpRequestException(
          HttpServletResponse.SC_METHOD_NOT_ALLOWED, "Mutations are sent by POST");
    }
    if (prepared.isSubscription()) {
      throw new HttpRequestException(
          HttpServletResponse.SC_BAD_REQUEST,
          "Subscriptions are sent over a websocket at "
              + Endpoint.PATH
              + ", subprotocol "
              + Endpoint.SUBPROTOCOL);
    }
    return prepared;
  }

  private void answer(Call call, Map<String, Object> answer) {
    int status =
        call.context.isOverloaded()
            ? HttpServletResponse.SC_SERVICE_UNAVAILABLE
            : answer.containsKey("data") ? HttpServletResponse.SC_OK : call.format.refusalStatus();
    send(call, status, answer);
  }

  private void answerFault(Call call, Throwable fault) {
    send(call, HttpServletResponse.SC_INTERNAL_SERVER_ERROR, engine.failed(fault, call.context));
  }

  private void send(Call call, int status, Map<String, Object> answer) {
    try {
      JsonAnswer.send(
          call.exchange, status, call.format.contentType(), call.context.memory(), answer);
    } catch (RuntimeException failed) {
      engine.failed(failed, call.context);
      refuse(
          call,
          new HttpRequestException(
              HttpServletResponse.SC_INTERNAL_SERVER_ERROR,
              GraphqlErrors.error(ErrorCode.INTERNAL, "The answer could not be written")));
    }
  }

  private static void refuse(Call call, HttpRequestException refused) {
    JsonAnswer.refuse(call.exchange, refused, call.format.contentType());
  }
}
