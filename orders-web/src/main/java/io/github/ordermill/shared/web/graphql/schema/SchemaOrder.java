package io.github.ordermill.shared.web.graphql.schema;

import graphql.schema.GraphQLNamedSchemaElement;
import graphql.schema.GraphqlTypeComparatorEnvironment;
import graphql.schema.GraphqlTypeComparatorRegistry;
import java.util.Comparator;

/** The order in which a printed schema lists its parts. */
final class SchemaOrder {

  /** Types by name; what is inside a type as it was declared. */
  static final GraphqlTypeComparatorRegistry TYPES_BY_NAME =
      new GraphqlTypeComparatorRegistry() {
        @Override
        public <T extends graphql.schema.GraphQLSchemaElement> Comparator<? super T> getComparator(
            GraphqlTypeComparatorEnvironment environment) {
          return environment.getParentType() == null ? byName() : (one, other) -> 0;
        }
      };

  private SchemaOrder() {}

  private static <T extends graphql.schema.GraphQLSchemaElement> Comparator<? super T> byName() {
    return Comparator.comparing(element -> ((GraphQLNamedSchemaElement) element).getName());
  }
}
