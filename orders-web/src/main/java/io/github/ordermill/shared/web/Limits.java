package io.github.ordermill.shared.web;

import graphql.GraphQLError;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.SelectionSet;
import graphql.parser.ParserOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How much one request may ask for. All of it is decided from the text, before validation and
 * without looking at a schema, in time linear in the length of the text.
 *
 * @param bodyBytes size of a request body, or of the query string of a GET
 * @param characters of a document
 * @param tokens of a document
 * @param fragments of a document
 * @param directives in a document
 * @param aliases in a document
 * @param depth how many fields stand inside one another; introspection has its own, below
 * @param introspectionDepth how many fields stand inside one another from {@code __schema} or
 *     {@code __type} on
 * @param rootFields of an operation, fragments spread
 * @param fields of an operation, fragments spread
 */
record Limits(
    int bodyBytes,
    int characters,
    int tokens,
    int fragments,
    int directives,
    int aliases,
    int depth,
    int introspectionDepth,
    int rootFields,
    int fields) {

  /** Safe for everyone, and enough for every tool that has been tried. */
  static final Limits SAFE = new Limits(1 << 20, 100_000, 15_000, 100, 50, 100, 12, 20, 50, 400);

  /** Grammar rules inside one another; the parser is recursive. */
  private static final int MAX_RULE_DEPTH = 500;

  /** For the parser, which keeps no more than execution needs. */
  ParserOptions parserOptions() {
    return ParserOptions.newParserOptions()
        .maxCharacters(characters)
        .maxTokens(tokens)
        .maxWhitespaceTokens(characters)
        .maxRuleDepth(MAX_RULE_DEPTH)
        .captureIgnoredChars(false)
        .captureLineComments(false)
        .captureSourceLocation(true)
        .readerTrackData(false)
        .build();
  }

  /**
   * Whether {@code query} has a number of more than {@link Json#MAX_NUMBER_LENGTH} characters.
   * Asked before parsing, since the parser's time grows with the square of a number's length.
   */
  static boolean hasLongNumber(String query) {
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
        if (end - i > Json.MAX_NUMBER_LENGTH && first >= '0' && first <= '9') {
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

  /** The limits that {@code document} exceeds. */
  List<GraphQLError> exceededBy(Document document) {
    var errors = new ArrayList<GraphQLError>();
    var fragmentsByName = new HashMap<String, FragmentDefinition>();
    for (var fragment : document.getDefinitionsOfType(FragmentDefinition.class)) {
      fragmentsByName.put(fragment.getName(), fragment);
    }
    check(errors, "fragments", fragmentsByName.size(), fragments);
    if (!errors.isEmpty()) {
      return errors; // a long chain of them would exhaust the stack below
    }
    var measuring = new Measuring(fragmentsByName);
    var whole = document.getDefinitionsOfType(OperationDefinition.class);
    fragmentsByName.values().forEach(measuring::countIn);
    for (var operation : whole) {
      measuring.directives += operation.getDirectives().size();
      measuring.countIn(operation.getSelectionSet());
      var extent = measuring.extentOf(operation.getSelectionSet());
      check(errors, "levels", extent.depth, depth);
      check(errors, "levels of introspection", extent.introspectionDepth, introspectionDepth);
      check(errors, "root fields", extent.width, rootFields);
      check(errors, "fields", extent.fields, fields);
    }
    check(errors, "aliases", measuring.aliases, aliases);
    check(errors, "directives", measuring.directives, directives);
    return errors;
  }

  private static void check(List<GraphQLError> errors, String what, int value, int limit) {
    if (value > limit) {
      errors.add(exceeded("The document has " + value + " " + what, what, limit, value));
    }
  }

  /** An error that tells the limit, and by what it was exceeded as far as that is known. */
  static GraphQLError exceeded(String sentence, String what, int limit, Integer value) {
    var more = new LinkedHashMap<String, Object>();
    more.put("limit", limit);
    Optional.ofNullable(value).ifPresent(known -> more.put("value", known));
    return Errors.error(
        ErrorCode.LIMIT_EXCEEDED, sentence + ", the limit is " + limit + " " + what, more);
  }

  /**
   * How much a selection set asks for, fragments spread.
   *
   * @param width fields in it
   * @param fields fields in it and below
   */
  private record Extent(int depth, int introspectionDepth, int width, int fields) {

    static final Extent NOTHING = new Extent(0, 0, 0, 0);

    Extent beside(Extent other) {
      return new Extent(
          Math.max(depth, other.depth),
          Math.max(introspectionDepth, other.introspectionDepth),
          sum(width, other.width),
          sum(fields, other.fields));
    }

    Extent inside(Field field) {
      return field.getName().equals("__schema") || field.getName().equals("__type")
          ? new Extent(1, Math.max(depth, introspectionDepth) + 1, 1, sum(fields, 1))
          : new Extent(depth + 1, introspectionDepth, 1, sum(fields, 1));
    }

    private static int sum(int one, int other) {
      return (int) Math.min((long) one + other, Integer.MAX_VALUE);
    }
  }

  /** Walks each selection set once, however often it is spread. */
  private static final class Measuring {

    private final Map<String, FragmentDefinition> fragments;
    private final Map<String, Extent> extents = new HashMap<>();
    private int aliases;
    private int directives;

    Measuring(Map<String, FragmentDefinition> fragments) {
      this.fragments = fragments;
    }

    Extent extentOf(SelectionSet selections) {
      var extent = Extent.NOTHING;
      if (selections == null) {
        return extent;
      }
      for (var selection : selections.getSelections()) {
        if (selection instanceof Field field) {
          extent = extent.beside(extentOf(field.getSelectionSet()).inside(field));
        } else if (selection instanceof InlineFragment fragment) {
          extent = extent.beside(extentOf(fragment.getSelectionSet()));
        } else if (selection instanceof FragmentSpread spread) {
          extent = extent.beside(extentOf(spread.getName()));
        }
      }
      return extent;
    }

    private Extent extentOf(String name) {
      var known = extents.get(name);
      if (known != null || !fragments.containsKey(name)) {
        return known == null ? Extent.NOTHING : known;
      }
      extents.put(name, Extent.NOTHING); // ends a cycle, which validation refuses later
      var extent = extentOf(fragments.get(name).getSelectionSet());
      extents.put(name, extent);
      return extent;
    }

    void countIn(FragmentDefinition fragment) {
      directives += fragment.getDirectives().size();
      countIn(fragment.getSelectionSet());
    }

    void countIn(SelectionSet selections) {
      if (selections == null) {
        return;
      }
      for (var selection : selections.getSelections()) {
        if (selection instanceof Field field) {
          aliases += field.getAlias() == null ? 0 : 1;
          directives += field.getDirectives().size();
          countIn(field.getSelectionSet());
        } else if (selection instanceof InlineFragment fragment) {
          directives += fragment.getDirectives().size();
          countIn(fragment.getSelectionSet());
        } else if (selection instanceof FragmentSpread spread) {
          directives += spread.getDirectives().size();
        }
      }
    }
  }
}
