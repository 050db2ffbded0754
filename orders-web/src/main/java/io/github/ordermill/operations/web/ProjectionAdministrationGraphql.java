package io.github.ordermill.operations.web;

import static io.github.ordermill.shared.web.graphql.Arguments.arguments;

import graphql.schema.idl.RuntimeWiring;
import io.github.ordermill.operations.application.CountDeadLetters;
import io.github.ordermill.operations.application.DeadLetter;
import io.github.ordermill.operations.application.GetProjections;
import io.github.ordermill.operations.application.ListDeadLetters;
import io.github.ordermill.operations.application.OperationResult;
import io.github.ordermill.operations.application.ProjectionAdministration;
import io.github.ordermill.operations.application.ProjectionStatus;
import io.github.ordermill.shared.application.QueryBus;
import io.github.ordermill.shared.web.graphql.Arguments;
import io.github.ordermill.shared.web.graphql.Connection;
import io.github.ordermill.shared.web.graphql.Cursor;
import io.github.ordermill.shared.web.graphql.Wiring;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Queries and mutations for operators. */
@ApplicationScoped
public class ProjectionAdministrationGraphql implements Wiring {

  private QueryBus queries;
  private ProjectionAdministration desk;

  /** For CDI only. */
  protected ProjectionAdministrationGraphql() {}

  @Inject
  ProjectionAdministrationGraphql(QueryBus queries, ProjectionAdministration desk) {
    this.queries = queries;
    this.desk = desk;
  }

  @Override
  public void wire(RuntimeWiring.Builder wiring) {
    wiring
        .type(
            "Query",
            query ->
                query
                    .dataFetcher("projections", field -> projections())
                    .dataFetcher("deadLetters", field -> deadLetters(arguments(field))))
        .type(
            "DeadLetterConnection",
            letters -> letters.dataFetcher("totalCount", Connection.totalCount(queries)))
        .type(
            "Mutation",
            mutation ->
                mutation
                    .dataFetcher("retryDeadLetter", field -> retry(arguments(field)))
                    .dataFetcher("discardDeadLetter", field -> discard(arguments(field))));
  }

  private List<ProjectionStatus> projections() {
    return queries.ask(new GetProjections());
  }

  private Connection<DeadLetter> deadLetters(Arguments arguments) {
    var projection = arguments.text("projection");
    var after = arguments.text("after");
    var found =
        queries.ask(
            new ListDeadLetters(
                projection,
                arguments.integer("first", 20),
                after == null ? null : Cursor.decode(after)));
    return Connection.of(found, false, after, null, new CountDeadLetters(projection));
  }

  private OperationResult retry(Arguments arguments) {
    return desk.retryDeadLetter(arguments.text("id"));
  }

  private OperationResult discard(Arguments arguments) {
    return desk.discardDeadLetter(arguments.text("id"), arguments.text("reason"));
  }
}
