package io.github.ordermill.shared.web.http;

import io.github.ordermill.settings.ApiSettings;
import io.github.ordermill.settings.ApiSwitch;
import io.github.ordermill.settings.Limit;
import io.github.ordermill.shared.web.graphql.GraphqlEngine;
import io.github.ordermill.shared.web.graphql.GraphqlRequest;
import io.github.ordermill.shared.web.graphql.HttpRequestException;
import io.github.ordermill.shared.web.graphql.Json;
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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * GraphQL after the <a href="https://graphql.github.io/graphql-over-http/draft/">GraphQL over HTTP
 * specification</a>: queries by GET and POST, mutations by POST only. Accepts no content type that
 * a page of another site can send without a preflight request, which {@link CorsFilter} answers. A
 * request that waits for a view blocks no thread.
 */
@WebServlet(urlPatterns = Endpoint.PATH, loadOnStartup = 1, asyncSupported = true)
public class GraphqlServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private static final String RETRY_AFTER_SECONDS = "1";
  private static final long MAX_BYTES_SKIPPED = 32 << 20;

  private static final Pattern JSON_IN_UTF_8 =
      Pattern.compile(
          "\\s*application/json\\s*(;\\s*charset\\s*=\\s*\"?utf-8\"?\\s*)?",
          Pattern.CASE_INSENSITIVE);

  private final transient GraphqlEngine engine;
  private final transient ApiSettings api;
  private final transient MemoryBudget memory;

  @Inject
  GraphqlServlet(GraphqlEngine engine, ApiSettings api, MemoryBudget memory) {
    this.engine = engine;
    this.api = api;
    this.memory = memory;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var context =
        new RequestContext(
            "anonymous",
            CorrelationId.of(
                request.getHeader(CorrelationId.HEADER),
                Collections.list(request.getHeaders(CorrelationId.TRACE_HEADER))),
            ClientAddress.of(request),
            memory.reservation());
    try {
      answer(request, response, context);
    } finally {
      if (!request.isAsyncStarted()) {
        context.close();
      }
    }
  }

  private void answer(
      HttpServletRequest request, HttpServletResponse response, RequestContext context)
      throws IOException {
    response.setHeader(CorrelationId.HEADER, context.correlationId());
    var accepted = ResponseFormat.negotiate(Collections.list(request.getHeaders("Accept")));
    var format = accepted.orElse(ResponseFormat.JSON);
    int status;
    Map<String, Object> answer;
    try {
      if (accepted.isEmpty()) {
        throw new HttpRequestException(
            HttpServletResponse.SC_NOT_ACCEPTABLE,
            "Answers are application/graphql-response+json or application/json, in UTF-8");
      }
      var execution = engine.execute(prepared(request, response, context), context);
      if (!execution.isDone()) {
        AsyncResponse.when(
            execution,
            request,
            response,
            (result, fault) -> write(request, response, format, context, result, fault),
            context::close);
        return;
      }
      answer = execution.join();
      status = statusOf(answer, format, context, response);
    } catch (HttpRequestException refused) {
      request
          .getInputStream()
          .skip(MAX_BYTES_SKIPPED); // many clients read only after they have sent everything
      answer = Map.of("errors", List.of(GraphqlErrors.toMap(refused.error(), context)));
      status = refused.status();
      if (context.isOverloaded()) {
        response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
      }
    } catch (RuntimeException | StackOverflowError fault) {
      answer = engine.failed(fault, context);
      status = HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    }
    write(request, response, status, format, answer);
  }

  private GraphqlEngine.Prepared prepared(
      HttpServletRequest request, HttpServletResponse response, RequestContext context)
      throws HttpRequestException, IOException {
    switch (request.getMethod().toUpperCase(Locale.ROOT)) {
      case "POST":
        return answerable(engine.prepare(GraphqlRequest.ofBody(body(request, context)), context));
      case "GET":
        var queryString = request.getQueryString();
        checkSize(queryString == null ? 0 : queryString.length());
        if (!api.isOn(ApiSwitch.GET_QUERIES) && !namesPersistedQuery(queryString)) {
          response.setHeader("Allow", "POST");
          throw new HttpRequestException(
              HttpServletResponse.SC_METHOD_NOT_ALLOWED, "Requests are sent by POST");
        }
        var prepared = engine.prepare(GraphqlRequest.ofQueryString(queryString), context);
        if (prepared.isMutation()) {
          response.setHeader("Allow", "POST");
          throw new HttpRequestException(
              HttpServletResponse.SC_METHOD_NOT_ALLOWED, "Mutations are sent by POST");
        }
        return answerable(prepared);
      default:
        response.setHeader("Allow", "GET, POST");
        throw new HttpRequestException(
            HttpServletResponse.SC_METHOD_NOT_ALLOWED, "Requests are sent by GET or POST");
    }
  }

  /** A request without a query, whose client sends the query by POST after the refusal. */
  private static boolean namesPersistedQuery(String queryString) throws HttpRequestException {
    return queryString != null
        && queryString.contains("persistedQuery")
        && GraphqlRequest.ofQueryString(queryString).query() == null;
  }

  private static GraphqlEngine.Prepared answerable(GraphqlEngine.Prepared prepared)
      throws HttpRequestException {
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

  private byte[] body(HttpServletRequest request, RequestContext context)
      throws HttpRequestException, IOException {
    var type = request.getContentType();
    if (type == null || !JSON_IN_UTF_8.matcher(type).matches()) {
      throw new HttpRequestException(
          HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE,
          "The Content-Type must be application/json, in UTF-8");
    }
    checkSize(request.getContentLengthLong());
    var body = request.getInputStream().readNBytes(api.limit(Limit.BODY_BYTES) + 1);
    checkSize(body.length);
    if (!context.memory().grow(Json.heapToRead(body))) {
      context.overload();
      throw new HttpRequestException(
          HttpServletResponse.SC_SERVICE_UNAVAILABLE, GraphqlErrors.memoryExhausted(api));
    }
    return body;
  }

  private void checkSize(long bytes) throws HttpRequestException {
    if (bytes > api.limit(Limit.BODY_BYTES)) {
      throw new HttpRequestException(
          HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE,
          GraphqlErrors.limitExceeded(
              api,
              "The request is too large",
              Limit.BODY_BYTES,
              (int) Math.min(bytes, Integer.MAX_VALUE)));
    }
  }

  private static int statusOf(
      Map<String, Object> answer,
      ResponseFormat format,
      RequestContext context,
      HttpServletResponse response) {
    if (context.isOverloaded()) {
      response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
      return HttpServletResponse.SC_SERVICE_UNAVAILABLE;
    }
    return answer.containsKey("data") ? HttpServletResponse.SC_OK : format.refusalStatus();
  }

  private void write(
      HttpServletRequest request,
      HttpServletResponse response,
      ResponseFormat format,
      RequestContext context,
      Map<String, Object> answer,
      Throwable fault)
      throws IOException {
    if (fault == null) {
      write(request, response, statusOf(answer, format, context, response), format, answer);
    } else {
      write(
          request,
          response,
          HttpServletResponse.SC_INTERNAL_SERVER_ERROR,
          format,
          engine.failed(fault, context));
    }
  }

  private static void write(
      HttpServletRequest request,
      HttpServletResponse response,
      int status,
      ResponseFormat format,
      Map<String, Object> answer)
      throws IOException {
    var body = new ByteArrayOutputStream(1024);
    Json.write(answer, body);
    response.setStatus(status);
    response.setContentType(format.contentType());
    response.setHeader("Cache-Control", "no-store");
    response.addHeader("Vary", "Accept");
    response.setHeader("X-Content-Type-Options", "nosniff");
    Compression.send(request, response, body);
  }
}
