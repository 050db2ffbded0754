package io.github.ordermill.shared.web.graphql;

import graphql.GraphQLError;
import graphql.ParseAndValidate;
import graphql.language.Document;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.exceptions.ParseCancelledException;
import graphql.parser.exceptions.ParseCancelledTooDeepException;
import graphql.schema.GraphQLSchema;
import io.github.ordermill.settings.ApiSettings;
import io.github.ordermill.settings.ApiSwitch;
import io.github.ordermill.settings.Limit;
import io.github.ordermill.shared.web.graphql.errors.ErrorCode;
import io.github.ordermill.shared.web.graphql.errors.GraphqlErrors;
import io.github.ordermill.shared.web.graphql.limits.DocumentLimits;
import io.github.ordermill.shared.web.graphql.limits.Introspection;
import io.github.ordermill.shared.web.graphql.limits.IntrospectionLimits;
import io.github.ordermill.shared.web.graphql.limits.SubscriptionRoots;
import io.github.ordermill.shared.web.graphql.limits.Suggestions;
import io.github.ordermill.shared.web.graphql.limits.UnsupportedDirectives;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A cache of parsed documents that are within the limits and valid, by their text; least recently
 * used ones are evicted. Thread-safe.
 */
public final class DocumentCache {

  private static final int MAX_DOCUMENTS = 1_000;
  private static final int MAX_CACHED_LENGTH = 20_000;

  private final GraphQLSchema schema;
  private final DocumentLimits limits;
  private final IntrospectionLimits introspectionLimits;
  private final boolean introspection;
  private final boolean suggestions;
  private final Map<String, Document> valid =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Document> leastRecentlyUsed) {
          return size() > MAX_DOCUMENTS;
        }
      };

  /** A valid document, or its errors; one of the two is empty. */
  record Checked(Document document, List<? extends GraphQLError> errors) {}

  DocumentCache(GraphQLSchema schema, ApiSettings api) {
    this.schema = schema;
    this.limits = new DocumentLimits(api);
    this.introspectionLimits = new IntrospectionLimits(schema);
    this.introspection = api.isOn(ApiSwitch.INTROSPECTION);
    this.suggestions = api.isOn(ApiSwitch.SUGGESTIONS);
  }

  /** Parses and validates {@code query}, unless it is cached. */
  Checked check(String query) {
    synchronized (valid) {
      var known = valid.get(query);
      if (known != null) {
        return new Checked(known, List.of());
      }
    }
    var checked = parsed(query);
    if (checked.errors().isEmpty() && query.length() <= MAX_CACHED_LENGTH) {
      synchronized (valid) {
        valid.put(query, checked.document());
      }
    }
    return checked;
  }

  private Checked parsed(String query) {
    if (query.length() > limits.of(Limit.CHARACTERS)) {
      return refused(
          limits.exceeded(
              "The document has " + query.length() + " characters",
              Limit.CHARACTERS,
              query.length()));
    }
    if (DocumentLimits.hasLongNumber(query)) {
      return refused(DocumentLimits.numberTooLong());
    }
    try {
      var document =
          Parser.parse(
              ParserEnvironment.newParserEnvironment()
                  .document(query)
                  .parserOptions(limits.parserOptions())
                  .locale(GraphqlErrors.LOCALE)
                  .build());
      return new Checked(document, errors(document));
    } catch (ParseCancelledException tooLong) {
      return refused(limits.tooManyTokens());
    } catch (ParseCancelledTooDeepException tooDeep) {
      return refused(DocumentLimits.tooDeep());
    } catch (InvalidSyntaxException notGraphql) {
      return refused(notGraphql.toInvalidSyntaxError());
    }
  }

  private List<? extends GraphQLError> errors(Document document) {
    var exceeded = limits.exceededBy(document);
    if (!exceeded.isEmpty()) {
      return exceeded;
    }
    if (!introspection && Introspection.isSelectedIn(document)) {
      return List.of(
          GraphqlErrors.error(
              ErrorCode.GRAPHQL_VALIDATION_FAILED, "Introspection is switched off"));
    }
    var refusals = new ArrayList<>(introspectionLimits.exceededBy(document));
    refusals.addAll(SubscriptionRoots.conditions(document));
    refusals.addAll(UnsupportedDirectives.in(document));
    if (!refusals.isEmpty()) {
      return refusals;
    }
    var errors = ParseAndValidate.validate(schema, document, GraphqlErrors.LOCALE);
    return suggestions && !errors.isEmpty() ? Suggestions.added(schema, document, errors) : errors;
  }

  private static Checked refused(GraphQLError error) {
    return new Checked(null, List.of(error));
  }
}
