package io.github.ordermill.shared.web.graphql.limits;

import graphql.GraphQLError;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.parser.ParserOptions;
import io.github.ordermill.settings.ApiSettings;
import io.github.ordermill.settings.Limit;
import io.github.ordermill.shared.web.graphql.errors.ErrorCode;
import io.github.ordermill.shared.web.graphql.errors.GraphqlErrors;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Limits of a document and of the variables of a request. A document is checked before validation
 * and without a schema, in time linear in its length.
 */
public final class DocumentLimits {

  /** Depth of nested grammar rules, since the parser is recursive. */
  private static final int MAX_RULE_DEPTH = 500;

  /** Longest number, in characters: conversion takes time quadratic in the length. */
  public static final int MAX_NUMBER_LENGTH = 100;

  private final ApiSettings api;

  public DocumentLimits(ApiSettings api) {
    this.api = api;
  }

  /** The value of a limit. */
  public int of(Limit limit) {
    return api.limit(limit);
  }

  /** The options of the parser: its limits, and no data that execution does not need. */
  public ParserOptions parserOptions() {
    return ParserOptions.newParserOptions()
        .maxCharacters(of(Limit.CHARACTERS))
        .maxTokens(of(Limit.TOKENS))
        .maxWhitespaceTokens(of(Limit.CHARACTERS))
        .maxRuleDepth(MAX_RULE_DEPTH)
        .captureIgnoredChars(false)
        .captureLineComments(false)
        .captureSourceLocation(true)
        .readerTrackData(false)
        .build();
  }

  /** The error for a document with too many tokens, whose number is unknown. */
  public GraphQLError tooManyTokens() {
    return exceeded("The document is too long", Limit.TOKENS, of(Limit.TOKENS) + 1);
  }

  /** The error for a document that is nested too deep for the parser. */
  public static GraphQLError tooDeep() {
    return GraphqlErrors.limitExceeded(
        "The document is nested too deep",
        "nesting",
        MAX_RULE_DEPTH,
        MAX_RULE_DEPTH + 1,
        "levels of grammar");
  }

  /** The error for a document with a number longer than {@link #MAX_NUMBER_LENGTH}. */
  public static GraphQLError numberTooLong() {
    return GraphqlErrors.limitExceeded(
        "The document has a number that is too long",
        "numberLength",
        MAX_NUMBER_LENGTH,
        MAX_NUMBER_LENGTH + 1,
        "characters");
  }

  /**
   * Whether {@code query} has a number of more than {@link #MAX_NUMBER_LENGTH} characters. Asked
   * before parsing, since the parser's time grows with the square of a number's length.
   */
  public static boolean hasLongNumber(String query) {
    int i = 0;
    while (i < query.length()) {
      char first = query.charAt(i);
      int end = i + 1;
      if (first == '#') {
        end = endOfLine(query, end);
      } else if (query.startsWith("\"\"\"", i)) {
        end = endOfBlock(query, i + 3);
      } else if (first == '"') {
        end = endOfText(query, end);
      } else if (isNameOrNumber(first)) {
        while (end < query.length() && isNameOrNumber(query.charAt(end))) {
          end++;
        }
        if (end - i > MAX_NUMBER_LENGTH && first >= '0' && first <= '9') {
          return true;
        }
      }
      i = end;
    }
    return false;
  }

  private static boolean isNameOrNumber(char character) {
    return character >= '0' && character <= '9'
        || character >= 'a' && character <= 'z'
        || character >= 'A' && character <= 'Z'
        || character == '_';
  }

  private static int endOfLine(String query, int from) {
    int i = from;
    while (i < query.length() && query.charAt(i) != '\n' && query.charAt(i) != '\r') {
      i++;
    }
    return i;
  }

  private static int endOfText(String query, int from) {
    int endOfLine = endOfLine(query, from);
    for (int i = from; i < endOfLine; i++) {
      if (query.charAt(i) == '"') {
        return i + 1;
      }
      if (query.charAt(i) == '\\') {
        i++;
      }
    }
    return endOfLine;
  }

  private static int endOfBlock(String query, int from) {
    int end = query.indexOf("\"\"\"", from);
    while (end > 0 && query.charAt(end - 1) == '\\') {
      end = query.indexOf("\"\"\"", end + 3);
    }
    return end < 0 ? query.length() : end + 3;
  }

  /**
   * The limits that {@code document} exceeds. Cyclic fragments are reported here, too, since
   * validation takes long to find them.
   */
  public List<GraphQLError> exceededBy(Document document) {
    var errors = new ArrayList<GraphQLError>();
    var operations = document.getDefinitionsOfType(OperationDefinition.class);
    check(errors, Limit.OPERATIONS, operations.size());
    check(errors, Limit.FRAGMENTS, SelectionWalker.fragments(document).size());
    if (!errors.isEmpty()) {
      return errors; // a long chain of fragments would exhaust the stack below
    }
    var extents = new DocumentExtent(document);
    for (var operation : operations) {
      var extent = extents.of(operation);
      check(errors, Limit.DEPTH, extent.depth());
      check(errors, Limit.INTROSPECTION_DEPTH, extent.introspectionDepth());
      check(errors, Limit.ROOT_FIELDS, extent.width());
      check(errors, Limit.FIELDS, extent.fields());
    }
    extents.completeFragments();
    if (extents.isCyclic()) {
      errors.add(
          GraphqlErrors.error(
              ErrorCode.GRAPHQL_VALIDATION_FAILED, "A fragment cannot contain itself"));
    }
    check(errors, Limit.ALIASES, extents.aliases());
    check(errors, Limit.DIRECTIVES, extents.directives());
    check(errors, Limit.DIRECTIVES_AT_ONE_PLACE, extents.directivesAtOnePlace());
    return errors;
  }

  /** The limits that the variables of a request exceed; counting stops where one is exceeded. */
  public List<GraphQLError> exceededBy(Map<String, Object> variables) {
    var errors = new ArrayList<GraphQLError>();
    check(errors, Limit.VARIABLES, variables.size());
    Collection<?> level = variables.values();
    int values = level.size();
    for (int depth = 1; errors.isEmpty() && !level.isEmpty(); depth++) {
      boolean nested = false;
      var below = new ArrayList<Object>();
      for (var value : level) {
        var inside = inside(value);
        nested |= inside != null;
        below.addAll(inside == null ? List.of() : inside);
      }
      if (nested) {
        check(errors, Limit.VARIABLE_DEPTH, depth);
      }
      values += below.size();
      check(errors, Limit.VARIABLE_VALUES, values);
      level = below;
    }
    return errors;
  }

  private static Collection<?> inside(Object value) {
    return value instanceof Map<?, ?> object
        ? object.values()
        : value instanceof List<?> list ? list : null;
  }

  private void check(List<GraphQLError> errors, Limit limit, int value) {
    if (value > of(limit)) {
      errors.add(exceeded("The request has " + value + " " + limit.unit(), limit, value));
    }
  }

  /** The error for a request for which the memory of the node does not suffice at the moment. */
  public GraphQLError memoryExhausted() {
    return GraphqlErrors.memoryExhausted(api);
  }

  /** An error about an exceeded limit; {@code value} is what was counted. */
  public GraphQLError exceeded(String sentence, Limit limit, int value) {
    return GraphqlErrors.limitExceeded(api, sentence, limit, value);
  }
}
