package io.github.ordermill.shared.web.graphql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.GraphQLError;
import graphql.ParseAndValidate;
import graphql.language.Document;
import graphql.language.Node;
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
import io.github.ordermill.shared.web.memory.MemoryBudget;
import io.github.ordermill.shared.web.request.RequestContext;
import java.util.ArrayList;
import java.util.List;

/**
 * A cache of parsed documents that are within the limits and valid, by their text. It is bounded by
 * the bytes of heap that the documents take, not by their number: a document of 20,000 characters
 * takes up to 1 MB. What is used once does not displace what is used often, so that documents with
 * values in their text do no harm to others. Thread-safe.
 */
public final class DocumentCache {

  /** Part of the node's memory budget. */
  private static final int SHARE = 12;

  /** Part of the cache that one document may take. */
  private static final int SHARE_OF_ONE = 16;

  // measured by DocumentCacheTest with fields, objects, lists, variables and spreads
  private static final int HEAP_PER_NODE = 140;
  private static final int HEAP_PER_CHARACTER = 2;
  private static final int HEAP_PER_ENTRY = 200;

  /** Heap that the parser takes at most: tokens and their tree, until the document is built. */
  private static final int PARSING_PER_CHARACTER = 300;

  private final GraphQLSchema schema;
  private final DocumentLimits limits;
  private final IntrospectionLimits introspectionLimits;
  private final boolean introspection;
  private final boolean suggestions;
  private final long maxWeight;
  private final Cache<String, Document> valid;

  /** A valid document, or its errors; one of the two is empty. */
  record Checked(Document document, List<? extends GraphQLError> errors) {}

  DocumentCache(GraphQLSchema schema, ApiSettings api, MemoryBudget memory) {
    this.schema = schema;
    this.limits = new DocumentLimits(api);
    this.introspectionLimits = new IntrospectionLimits(schema);
    this.introspection = api.isOn(ApiSwitch.INTROSPECTION);
    this.suggestions = api.isOn(ApiSwitch.SUGGESTIONS);
    this.maxWeight = memory.capacity() / SHARE;
    memory.reservation().grow(maxWeight);
    this.valid =
        Caffeine.newBuilder()
            .maximumWeight(maxWeight)
            .weigher((String text, Document document) -> weight(text, document))
            .executor(Runnable::run) // no thread of the common pool keeps the application's classes
            .build();
  }

  /** Bytes of heap that the documents take at most. */
  long maxWeight() {
    return maxWeight;
  }

  /** Bytes of heap that the documents take at present, as estimated. */
  long weight() {
    valid.cleanUp();
    return valid.policy().eviction().orElseThrow().weightedSize().orElseThrow();
  }

  private static int weight(String text, Document document) {
    long heap =
        HEAP_PER_ENTRY
            + (long) HEAP_PER_CHARACTER * text.length()
            + (long) HEAP_PER_NODE * nodes(document);
    return (int) Math.min(heap, Integer.MAX_VALUE);
  }

  private static int nodes(Node<?> node) {
    int nodes = 1;
    for (var child : node.getChildren()) {
      nodes += nodes(child);
    }
    return nodes;
  }

  /** Parses and validates {@code query}, unless it is cached. */
  Checked check(String query, RequestContext context) {
    var known = valid.getIfPresent(query);
    if (known != null) {
      return new Checked(known, List.of());
    }
    if (query.length() > limits.of(Limit.CHARACTERS)) {
      return refused(
          limits.exceeded(
              "The document has " + query.length() + " characters",
              Limit.CHARACTERS,
              query.length()));
    }
    long parsing = (long) PARSING_PER_CHARACTER * query.length();
    if (!context.memory().grow(parsing)) {
      context.overload();
      return refused(limits.memoryExhausted());
    }
    var checked = parsed(query);
    long weight = checked.errors().isEmpty() ? weight(query, checked.document()) : 0;
    if (checked.errors().isEmpty() && weight <= maxWeight / SHARE_OF_ONE) {
      valid.put(query, checked.document());
    }
    context.memory().shrink(Math.max(0, parsing - weight));
    return checked;
  }

  private Checked parsed(String query) {
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
