package io.github.ordermill.shared.web.graphql.schema;

import graphql.Scalars;
import graphql.introspection.Introspection.DirectiveLocation;
import graphql.schema.DataFetcher;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLDirective;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaPrinter;
import graphql.schema.visibility.DefaultGraphqlFieldVisibility;
import io.smallrye.graphql.bootstrap.Bootstrap;
import io.smallrye.graphql.bootstrap.DataFetcherFactory;
import io.smallrye.graphql.execution.datafetcher.helper.BatchLoaderHelper;
import io.smallrye.graphql.scalar.GraphQLScalarTypes;
import io.smallrye.graphql.schema.SchemaBuilder;
import io.smallrye.graphql.schema.model.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dataloader.BatchLoaderWithContext;
import org.dataloader.DataLoaderFactory;
import org.dataloader.DataLoaderOptions;
import org.dataloader.DataLoaderRegistry;
import org.jboss.jandex.IndexReader;
import org.jboss.jandex.IndexView;

/**
 * The schema that SmallRye GraphQL builds from the annotations of this application's classes. The
 * index of these is made at build time; nothing is scanned at start.
 *
 * <p>There is one for each class loader, since SmallRye registers scalars and types statically.
 */
public final class AnnotatedSchema {

  private static final String INDEX = "/graphql/api.idx";

  /** Directives of SmallRye that describe Java constraints and roles; not part of our API. */
  private static final Set<String> FOREIGN_DIRECTIVES = Set.of("constraint", "rolesAllowed");

  /** Directives that graphql-java adds to every schema, for features that are switched off. */
  public static final Set<String> UNSUPPORTED_DIRECTIVES =
      Set.of("defer", "experimental_disableErrorPropagation");

  private static final String COST = "cost";

  private final GraphQLSchema schema;
  private final Map<String, BatchLoaderWithContext<Object, Object>> batchLoaders =
      new LinkedHashMap<>();

  private AnnotatedSchema() {
    registerScalars();
    var index = index();
    var model = SchemaBuilder.build(index);
    new ModelAdjustment(model, index).apply();
    schema = adjusted(Bootstrap.bootstrap(model, true), model);
    var fetchers = new DataFetcherFactory();
    for (var operation : model.getBatchOperations()) {
      batchLoaders.put(
          new BatchLoaderHelper().getName(operation),
          fetchers.getSourceBatchLoader(operation, model.getTypes().get(operation.getName())));
    }
  }

  private static final class Holder {
    static final AnnotatedSchema INSTANCE = new AnnotatedSchema();
  }

  private static final class Text {
    static final String PRINTED = Holder.INSTANCE.printed();
  }

  /**
   * The one schema of this class loader, built on first use.
   *
   * @throws RuntimeException if the annotations make no valid schema
   */
  public static AnnotatedSchema get() {
    return Holder.INSTANCE;
  }

  /** The schema as graphql-java executes it. */
  public GraphQLSchema schema() {
    return schema;
  }

  /** New loaders of the batched fields, for one request, calling these beans. */
  public DataLoaderRegistry dataLoaders(ApiBeans beans) {
    // sources are whole records: hashing them would cost more than the few equal ones among them
    var options =
        DataLoaderOptions.newOptions()
            .setCachingEnabled(false)
            .setBatchLoaderContextProvider(() -> beans)
            .build();
    var loaders = new DataLoaderRegistry();
    batchLoaders.forEach(
        (name, load) -> loaders.register(name, DataLoaderFactory.newDataLoader(load, options)));
    return loaders;
  }

  /**
   * The schema in the schema definition language, with its descriptions: types by name, their
   * fields in the order of their declaration. Printed once, on first use.
   */
  public String text() {
    return Text.PRINTED;
  }

  private String printed() {
    return new SchemaPrinter(
            SchemaPrinter.Options.defaultOptions()
                .includeSchemaDefinition(false)
                .includeScalarTypes(true)
                .includeDirectiveDefinition(COST::equals)
                .includeDirectives(COST::equals)
                .setComparators(SchemaOrder.TYPES_BY_NAME))
        .print(schema);
  }

  private static IndexView index() {
    try (var index = AnnotatedSchema.class.getResourceAsStream(INDEX)) {
      return new IndexReader(index).read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void registerScalars() {
    register(
        ApiScalars.DECIMAL,
        BigDecimal.class,
        "An exact decimal number, always a JSON string and never a float: \"19.90\". Its scale is"
            + " that of the currency.");
    register(
        ApiScalars.DATE_TIME,
        Instant.class,
        "An instant of RFC 3339 in UTC with milliseconds, e.g. 2026-11-22T20:56:30.501Z");
    register(ApiScalars.DATE, LocalDate.class, "A calendar date of ISO 8601, e.g. 2026-11-22");
    register(ApiScalars.JSON, Object.class, "Any JSON value");
    // SmallRye's own Int accepts strings, and numbers out of range by their last 32 bits
    GraphQLScalarTypes.registerCustomScalar("Int", "int", Scalars.GraphQLInt);
    GraphQLScalarTypes.registerCustomScalar("Int", Integer.class.getName(), Scalars.GraphQLInt);
  }

  private static void register(GraphQLScalarType scalar, Class<?> type, String description) {
    io.smallrye.graphql.schema.model.Scalars.registerCustomScalarInSchema(
        scalar.getName(), type.getName());
    GraphQLScalarTypes.registerCustomScalar(
        scalar.getName(), type.getName(), scalar.transform(it -> it.description(description)));
  }

  private static GraphQLSchema adjusted(GraphQLSchema built, Schema model) {
    return built.transform(
        all -> {
          all.query(
              built
                  .getQueryType()
                  .transform(
                      it ->
                          it.description("Queries change nothing and read from the views only.")));
          all.mutation(
              built
                  .getMutationType()
                  .transform(
                      it ->
                          it.description(
                              "Each mutation is one command. Its answer is a receipt or a"
                                  + " refusal, never data.")));
          all.subscription(
              built
                  .getSubscriptionType()
                  .transform(
                      it ->
                          it.description(
                              "Subscriptions, over a websocket. An event is sent after the view has"
                                  + " committed, never before.")));
          var directives = new LinkedHashSet<>(built.getDirectives());
          directives.removeIf(
              it -> it.getName().equals(COST) || FOREIGN_DIRECTIVES.contains(it.getName()));
          all.clearDirectives()
              .additionalDirectives(directives)
              .additionalDirective(cost(built.getDirective(COST).getDescription()))
              .codeRegistry(built.getCodeRegistry().transform(it -> adjustFetchers(it, model)));
        });
  }

  /** With the description of its argument, which SmallRye leaves out. */
  private static GraphQLDirective cost(String description) {
    return GraphQLDirective.newDirective()
        .name(COST)
        .description(description)
        .validLocation(DirectiveLocation.FIELD_DEFINITION)
        .argument(
            GraphQLArgument.newArgument()
                .name("weight")
                .description("A whole number")
                .type(GraphQLNonNull.nonNull(Scalars.GraphQLString)))
        .build();
  }

  private static void adjustFetchers(GraphQLCodeRegistry.Builder code, Schema model) {
    // SmallRye's setting "default" is taken for a pattern and matched against each field executed
    code.fieldVisibility(DefaultGraphqlFieldVisibility.DEFAULT_FIELD_VISIBILITY);
    code.dataFetcher(
        FieldCoordinates.coordinates("__Schema", "directives"),
        (DataFetcher<?>) field -> supportedDirectives(field.getGraphQLSchema()));
    for (var type : model.getTypes().values()) {
      for (var operation : type.getBatchOperations().values()) {
        code.dataFetcher(
            FieldCoordinates.coordinates(type.getName(), operation.getName()),
            MethodHandleFetchers.batched(
                new BatchLoaderHelper().getName(operation), type, operation.getName()));
      }
    }
  }

  private static List<GraphQLDirective> supportedDirectives(GraphQLSchema schema) {
    return schema.getDirectives().stream()
        .filter(directive -> !UNSUPPORTED_DIRECTIVES.contains(directive.getName()))
        .toList();
  }
}
