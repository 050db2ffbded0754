package io.github.ordermill.shared.web.graphql.errors;

import graphql.ErrorType;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.NonNullableValueCoercedAsNullException;
import graphql.schema.CoercingParseValueException;
import io.github.ordermill.settings.ApiSettings;
import io.github.ordermill.settings.Limit;
import io.github.ordermill.shared.application.validation.Violation;
import io.github.ordermill.shared.web.request.RequestContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Entries of {@code errors}, after the <a
 * href="https://spec.graphql.org/October2021/#sec-Errors">GraphQL specification</a>. Each has a
 * code; none reveals a class, a statement or a stack trace.
 */
public final class GraphqlErrors {

  /** Locale of messages; the texts are in {@code i18n/*_en.properties}. */
  public static final Locale LOCALE = Locale.ENGLISH;

  private static final String CODE = "code";
  private static final int MAX_NAMED_IN_SUMMARY = 3;

  /** The error that makes clients send the query itself; they recognise its message. */
  public static final GraphQLError PERSISTED_QUERY_NOT_SUPPORTED =
      error(ErrorCode.PERSISTED_QUERY_NOT_SUPPORTED, "PersistedQueryNotSupported");

  private GraphqlErrors() {}

  /** An error about the request as a whole. */
  public static GraphQLError error(ErrorCode code, String message) {
    return error(code, message, Map.of());
  }

  /** An error about the request as a whole, with {@code more} extensions besides its code. */
  public static GraphQLError error(ErrorCode code, String message, Map<String, Object> more) {
    return GraphqlErrorBuilder.newError()
        .message("%s", message)
        .extensions(extensions(code, more))
        .build();
  }

  /** The extensions of an error about input: every violation, with its path. */
  public static Map<String, Object> violations(List<Violation> violations) {
    return Map.of("violations", violations.stream().map(GraphqlErrors::entry).toList());
  }

  private static Map<String, String> entry(Violation violation) {
    var entry = new LinkedHashMap<String, String>();
    entry.put("path", violation.path());
    entry.put("message", violation.message());
    return entry;
  }

  /** One sentence: the first three violations and the number of the others. */
  public static String summary(List<Violation> violations) {
    int named = Math.min(violations.size(), MAX_NAMED_IN_SUMMARY);
    var sentence =
        violations.subList(0, named).stream()
            .map(violation -> violation.path() + " " + violation.message())
            .collect(Collectors.joining("; "));
    int more = violations.size() - named;
    return more == 0 ? sentence : sentence + "; and " + more + " more";
  }

  /**
   * An error about an exceeded limit.
   *
   * @param value what was counted; one more than the limit where counting stopped there
   */
  public static GraphQLError limitExceeded(
      ApiSettings api, String sentence, Limit limit, int value) {
    return limitExceeded(sentence, limit.label(), api.limit(limit), value, limit.unit());
  }

  /** The error for a request for which the memory of the node does not suffice at the moment. */
  public static GraphQLError memoryExhausted(ApiSettings api) {
    return limitExceeded(
        api,
        "The server holds as many requests as its memory allows, please try again",
        Limit.MEMORY_PERCENT,
        api.limit(Limit.MEMORY_PERCENT) + 1);
  }

  /** The same for a limit that is not a setting. */
  public static GraphQLError limitExceeded(
      String sentence, String name, int limit, int value, String unit) {
    return error(
        ErrorCode.LIMIT_EXCEEDED,
        sentence + ", the limit is " + limit + " " + unit,
        limitExtensions(name, limit, value));
  }

  /** The extensions of an error about an exceeded limit, besides its code. */
  public static Map<String, Object> limitExtensions(String name, int limit, int value) {
    var more = new LinkedHashMap<String, Object>();
    more.put("name", name);
    more.put("limit", limit);
    more.put("value", value);
    return more;
  }

  /** The extensions of an error: its code, then {@code more}. */
  public static Map<String, Object> extensions(ErrorCode code, Map<String, Object> more) {
    var extensions = new LinkedHashMap<String, Object>();
    extensions.put(CODE, code.name());
    extensions.putAll(more);
    return extensions;
  }

  /** The entry of the response. Internal errors are logged, and only their reference is shown. */
  public static Map<String, Object> toMap(GraphQLError error, RequestContext context) {
    var entry = new LinkedHashMap<String, Object>();
    var code = codeOf(error);
    if (code == ErrorCode.INTERNAL && !hasCode(error)) {
      var reference = FaultLog.report(context, error.getMessage(), causeOf(error));
      entry.put("message", FaultLog.message(reference));
    } else {
      entry.put("message", error.getMessage() == null ? "" : error.getMessage());
    }
    var locations = locations(error);
    if (!locations.isEmpty()) {
      entry.put("locations", locations);
    }
    if (error.getPath() != null && !(error instanceof NonNullableValueCoercedAsNullException)) {
      entry.put("path", error.getPath()); // the path of that exception leads into a variable
    }
    entry.put("extensions", hasCode(error) ? error.getExtensions() : extensions(code, Map.of()));
    return entry;
  }

  private static List<Map<String, Integer>> locations(GraphQLError error) {
    if (error.getLocations() == null) {
      return List.of();
    }
    return error.getLocations().stream()
        .filter(at -> at != null && at.getLine() > 0 && at.getColumn() > 0)
        .map(
            at -> {
              var location = new LinkedHashMap<String, Integer>();
              location.put("line", at.getLine());
              location.put("column", at.getColumn());
              return (Map<String, Integer>) location;
            })
        .toList();
  }

  private static boolean hasCode(GraphQLError error) {
    return error.getExtensions() != null && error.getExtensions().containsKey(CODE);
  }

  private static ErrorCode codeOf(GraphQLError error) {
    if (hasCode(error)) {
      return ErrorCode.valueOf((String) error.getExtensions().get(CODE));
    }
    if (error instanceof CoercingParseValueException
        || error instanceof NonNullableValueCoercedAsNullException) {
      return ErrorCode.BAD_USER_INPUT;
    }
    if (error.getErrorType() == ErrorType.InvalidSyntax) {
      return ErrorCode.GRAPHQL_PARSE_FAILED;
    }
    if (error.getErrorType() == ErrorType.ValidationError) {
      return ErrorCode.GRAPHQL_VALIDATION_FAILED;
    }
    return ErrorCode.INTERNAL;
  }

  private static Throwable causeOf(GraphQLError error) {
    return error instanceof Throwable thrown ? thrown : null;
  }
}
