package io.github.ordermill.operations.web;

import static io.github.ordermill.shared.web.Input.arguments;

import graphql.schema.idl.RuntimeWiring;
import io.github.ordermill.operations.application.CountDeadLetters;
import io.github.ordermill.operations.application.DeadLetter;
import io.github.ordermill.operations.application.GetProjections;
import io.github.ordermill.operations.application.ListDeadLetters;
import io.github.ordermill.operations.application.OperationResult;
import io.github.ordermill.operations.application.OperatorDesk;
import io.github.ordermill.operations.application.ProjectionStatus;
import io.github.ordermill.shared.application.QueryBus;
import io.github.ordermill.shared.web.Connection;
import io.github.ordermill.shared.web.Cursor;
import io.github.ordermill.shared.web.Input;
import io.github.ordermill.shared.web.Wiring;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Queries and mutations for operators. */
@ApplicationScoped
public class OperationFields implements Wiring {

  private QueryBus queries;
  private OperatorDesk desk;

  /** For CDI only. */
  protected OperationFields() {}

  @Inject
  OperationFields(QueryBus queries, OperatorDesk desk) {
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

  private Connection<DeadLetter> deadLetters(Input arguments) {
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

  private OperationResult retry(Input arguments) {
    return desk.retryDeadLetter(arguments.text("id"));
  }

  private OperationResult discard(Input arguments) {
    return desk.discardDeadLetter(arguments.text("id"), arguments.text("reason"));
  }
}
