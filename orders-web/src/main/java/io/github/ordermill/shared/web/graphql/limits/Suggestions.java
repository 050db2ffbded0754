package io.github.ordermill.shared.web.graphql.limits;

import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.OperationDefinition;
import graphql.language.SourceLocation;
import graphql.language.TypeName;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Adds similar names to the errors about unknown fields and arguments. */
public final class Suggestions extends SelectionWalker<GraphQLFieldsContainer, Void> {

  private static final int MAX_NAMES = 3;
  private static final int MAX_PLACES = 10;
  private static final int MAX_NAME_LENGTH = 40;

  private final GraphQLSchema schema;
  private final Map<SourceLocation, String> similar = new HashMap<>();

  private Suggestions(GraphQLSchema schema) {
    super(null);
    this.schema = schema;
  }

  /** The same errors, with suggestions where there are any. */
  public static List<? extends GraphQLError> added(
      GraphQLSchema schema, Document document, List<? extends GraphQLError> errors) {
    var suggestions = new Suggestions(schema);
    for (var operation : document.getDefinitionsOfType(OperationDefinition.class)) {
      suggestions.walk(operation.getSelectionSet(), rootType(schema, operation));
    }
    for (var fragment : document.getDefinitionsOfType(FragmentDefinition.class)) {
      suggestions.walk(
          fragment.getSelectionSet(),
          withFields(schema.getType(fragment.getTypeCondition().getName())));
    }
    return errors.stream().map(suggestions::addedTo).toList();
  }

  private GraphQLError addedTo(GraphQLError error) {
    var locations = error.getLocations();
    var names = locations == null || locations.isEmpty() ? null : similar.get(locations.get(0));
    return names == null
        ? error
        : GraphqlErrorBuilder.newError()
            .message("%s", error.getMessage() + ". Did you mean " + names + "?")
            .locations(locations)
            .errorType(error.getErrorType())
            .build();
  }

  @Override
  protected Void combine(Void one, Void other) {
    return null;
  }

  @Override
  protected GraphQLFieldsContainer narrowed(GraphQLFieldsContainer type, TypeName condition) {
    return type == null ? null : withFields(schema.getType(condition.getName()));
  }

  @Override
  protected Void field(Field field, GraphQLFieldsContainer type) {
    if (type == null) {
      return null;
    }
    var definition = type.getFieldDefinition(field.getName());
    if (definition == null) {
      suggest(
          field.getName(),
          field.getSourceLocation(),
          type.getFieldDefinitions().stream().map(GraphQLFieldDefinition::getName).toList());
      return null;
    }
    var names = definition.getArguments().stream().map(GraphQLArgument::getName).toList();
    for (var argument : field.getArguments()) {
      if (!names.contains(argument.getName())) {
        suggest(argument.getName(), argument.getSourceLocation(), names);
      }
    }
    return walk(
        field.getSelectionSet(), withFields(GraphQLTypeUtil.unwrapAll(definition.getType())));
  }

  private void suggest(String wrong, SourceLocation at, Collection<String> right) {
    if (wrong.length() > MAX_NAME_LENGTH
        || wrong.startsWith("__")
        || similar.size() >= MAX_PLACES) {
      return;
    }
    var names =
        right.stream()
            .filter(name -> distance(wrong, name) <= 1 + wrong.length() / 3)
            .sorted(Comparator.comparingInt(name -> distance(wrong, name)))
            .limit(MAX_NAMES)
            .map(name -> "'" + name + "'")
            .collect(Collectors.joining(" or "));
    if (!names.isEmpty()) {
      similar.put(at, names);
    }
  }

  /** Levenshtein distance, upper and lower case being equal. */
  private static int distance(String one, String other) {
    var row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int above = row[j];
        boolean equal =
            Character.toLowerCase(one.charAt(i - 1)) == Character.toLowerCase(other.charAt(j - 1));
        row[j] = Math.min(diagonal + (equal ? 0 : 1), 1 + Math.min(above, row[j - 1]));
        diagonal = above;
      }
    }
    return row[other.length()];
  }
}
