package io.github.ordermill.shared.web.graphql.schema;

import graphql.schema.GraphQLNamedSchemaElement;
import graphql.schema.GraphQLUnionType;
import graphql.schema.GraphqlTypeComparatorEnvironment;
import graphql.schema.GraphqlTypeComparatorRegistry;
import java.util.Comparator;

/** The order in which a printed schema lists its parts. */
final class SchemaOrder {

  /** Types and the members of unions by name; the fields and values of a type as declared. */
  static final GraphqlTypeComparatorRegistry TYPES_BY_NAME =
      new GraphqlTypeComparatorRegistry() {
        @Override
        public <T extends graphql.schema.GraphQLSchemaElement> Comparator<? super T> getComparator(
            GraphqlTypeComparatorEnvironment environment) {
          var parent = environment.getParentType();
          boolean isUnordered = parent == null || parent == GraphQLUnionType.class;
          return isUnordered ? byName() : (one, other) -> 0;
        }
      };

  private SchemaOrder() {}

  private static <T extends graphql.schema.GraphQLSchemaElement> Comparator<? super T> byName() {
    return Comparator.comparing(element -> ((GraphQLNamedSchemaElement) element).getName());
  }
}
