package io.github.ordermill.shared.web.graphql;

import graphql.ErrorType;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.NonNullableValueCoercedAsNullException;
import graphql.introspection.GoodFaithIntrospection;
import graphql.schema.CoercingParseValueException;
import io.github.ordermill.shared.application.validation.Violation;
import io.github.ordermill.shared.web.graphql.limits.DocumentLimits;
import io.github.ordermill.shared.web.request.RequestContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Entries of {@code errors}, after the <a
 * href="https://spec.graphql.org/October2021/#sec-Errors">GraphQL specification</a>: each with a
 * code, none with anything of the inside.
 */
public final class GraphqlErrors {

  private static final String CODE = "code";
  private static final int NAMED_IN_SUMMARY = 3;

  private GraphqlErrors() {}

  /** An error about the request as a whole. */
  public static GraphQLError error(ErrorCode code, String message) {
    return error(code, message, Map.of());
  }

  /** An error about the request as a whole, with more to tell than its code. */
  public static GraphQLError error(ErrorCode code, String message, Map<String, Object> more) {
    return GraphqlErrorBuilder.newError()
        .message("%s", message)
        .extensions(extensions(code, more))
        .build();
  }

  /** What an input breaks, all of it in one error. */
  public static Map<String, Object> violations(List<Violation> violations) {
    return Map.of("violations", violations.stream().map(GraphqlErrors::entry).toList());
  }

  private static Map<String, String> entry(Violation violation) {
    var entry = new LinkedHashMap<String, String>();
    entry.put("path", violation.path());
    entry.put("message", violation.message());
    return entry;
  }

  /** The first few violations in a sentence, and how many more there are. */
  public static String summary(List<Violation> violations) {
    int named = Math.min(violations.size(), NAMED_IN_SUMMARY);
    var sentence =
        violations.subList(0, named).stream()
            .map(violation -> violation.path() + " " + violation.message())
            .collect(Collectors.joining("; "));
    int more = violations.size() - named;
    return more == 0 ? sentence : sentence + "; and " + more + " more";
  }

  public static Map<String, Object> extensions(ErrorCode code, Map<String, Object> more) {
    var extensions = new LinkedHashMap<String, Object>();
    extensions.put(CODE, code.name());
    extensions.putAll(more);
    return extensions;
  }

  /** The error as the response tells it; {@code faults} hears of those that are our own. */
  public static Map<String, Object> toMap(
      GraphQLError error, GraphqlExceptionHandler faults, RequestContext context) {
    var entry = new LinkedHashMap<String, Object>();
    var code = codeOf(error);
    if (code == ErrorCode.INTERNAL && !hasCode(error)) {
      var reference = faults.report(context, error.getMessage(), causeOf(error));
      entry.put("message", GraphqlExceptionHandler.message(reference));
    } else {
      entry.put("message", error.getMessage() == null ? "" : error.getMessage());
    }
    var locations = locations(error);
    if (!locations.isEmpty()) {
      entry.put("locations", locations);
    }
    if (error.getPath() != null && !(error instanceof NonNullableValueCoercedAsNullException)) {
      entry.put("path", error.getPath()); // the exception's path leads into a variable
    }
    entry.put("extensions", hasCode(error) ? error.getExtensions() : extensions(code, more(code)));
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
    if (error instanceof GoodFaithIntrospection.BadFaithIntrospectionError) {
      return ErrorCode.LIMIT_EXCEEDED;
    }
    if (error.getErrorType() == ErrorType.InvalidSyntax) {
      return ErrorCode.GRAPHQL_PARSE_FAILED;
    }
    if (error.getErrorType() == ErrorType.ValidationError) {
      return ErrorCode.GRAPHQL_VALIDATION_FAILED;
    }
    return ErrorCode.INTERNAL;
  }

  /** What graphql-java refuses by itself: introspection that goes in circles. */
  private static Map<String, Object> more(ErrorCode code) {
    return code == ErrorCode.LIMIT_EXCEEDED
        ? DocumentLimits.extensions("introspection", 1, 2)
        : Map.of();
  }

  private static Throwable causeOf(GraphQLError error) {
    return error instanceof Throwable thrown ? thrown : null;
  }
}
