package io.github.ordermill.shared.web.graphql.limits;

import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.SelectionSet;
import graphql.language.SourceLocation;
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

/** Adds the names that a client may have meant to errors about fields and arguments unknown. */
public final class Suggestions {

  private static final int MOST_NAMES = 3;
  private static final int MOST_PLACES = 10;
  private static final int LONGEST_NAME = 40;

  private final GraphQLSchema schema;
  private final Map<SourceLocation, String> meant = new HashMap<>();

  private Suggestions(GraphQLSchema schema) {
    this.schema = schema;
  }

  /** The same errors, with suggestions where there are any. */
  public static List<? extends GraphQLError> added(
      GraphQLSchema schema, Document document, List<? extends GraphQLError> errors) {
    var suggestions = new Suggestions(schema);
    for (var operation : document.getDefinitionsOfType(OperationDefinition.class)) {
      suggestions.look(
          operation.getSelectionSet(),
          switch (operation.getOperation()) {
            case QUERY -> schema.getQueryType();
            case MUTATION -> schema.getMutationType();
            case SUBSCRIPTION -> schema.getSubscriptionType();
          });
    }
    for (var fragment : document.getDefinitionsOfType(FragmentDefinition.class)) {
      suggestions.look(
          fragment.getSelectionSet(), schema.getType(fragment.getTypeCondition().getName()));
    }
    return errors.stream().map(suggestions::addedTo).toList();
  }

  private GraphQLError addedTo(GraphQLError error) {
    var locations = error.getLocations();
    var names = locations == null || locations.isEmpty() ? null : meant.get(locations.get(0));
    return names == null
        ? error
        : GraphqlErrorBuilder.newError()
            .message("%s", error.getMessage() + ". Did you mean " + names + "?")
            .locations(locations)
            .errorType(error.getErrorType())
            .build();
  }

  private void look(SelectionSet selections, Object type) {
    if (selections == null || !(type instanceof GraphQLFieldsContainer owner)) {
      return;
    }
    for (var selection : selections.getSelections()) {
      if (selection instanceof Field field) {
        look(field, owner);
      } else if (selection instanceof InlineFragment fragment) {
        var condition = fragment.getTypeCondition();
        look(
            fragment.getSelectionSet(),
            condition == null ? owner : schema.getType(condition.getName()));
      }
    }
  }

  private void look(Field field, GraphQLFieldsContainer owner) {
    var definition = owner.getFieldDefinition(field.getName());
    if (definition == null) {
      suggest(
          field.getName(),
          field.getSourceLocation(),
          owner.getFieldDefinitions().stream().map(GraphQLFieldDefinition::getName).toList());
      return;
    }
    var names = definition.getArguments().stream().map(GraphQLArgument::getName).toList();
    for (var argument : field.getArguments()) {
      if (!names.contains(argument.getName())) {
        suggest(argument.getName(), argument.getSourceLocation(), names);
      }
    }
    look(field.getSelectionSet(), GraphQLTypeUtil.unwrapAll(definition.getType()));
  }

  private void suggest(String wrong, SourceLocation at, Collection<String> right) {
    if (wrong.length() > LONGEST_NAME || wrong.startsWith("__") || meant.size() >= MOST_PLACES) {
      return;
    }
    var names =
        right.stream()
            .filter(name -> distance(wrong, name) <= 1 + wrong.length() / 3)
            .sorted(Comparator.comparingInt(name -> distance(wrong, name)))
            .limit(MOST_NAMES)
            .map(name -> "'" + name + "'")
            .collect(Collectors.joining(" or "));
    if (!names.isEmpty()) {
      meant.put(at, names);
    }
  }

  /** How many letters must be changed, added or left out to make one of the other. */
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
