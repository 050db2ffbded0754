package io.github.ordermill.endtoend;

import static io.github.ordermill.endtoend.GraphqlClient.anyOrder;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.running.StatementLog;
import io.github.ordermill.running.StatementLog.Statement;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a command costs the database, as PostgreSQL counts it. */
class SqlPerCommandIT extends EndToEnd {

  private static final int MOST_STATEMENTS = 10;

  /** What only commands touch; projections and relay read the log and write views. */
  private static final List<String> WRITING_SIDE =
      List.of(
          "ordering.orders",
          "ordering.order_line",
          "ordering.order_number",
          "INTO ordering.order_event",
          "INTO ordering.recorded_answer",
          "UPDATE ordering.recorded_answer");

  @Test
  void takesAtMostTenStatementsAndOneCommitForACommand() {
    try (var log = StatementLog.of(stack.database())) {
      var shipped = send("placeOrder", anyOrder(newCustomer()));
      send("confirmOrder", OrderLifeIT.confirming(shipped));
      send("shipOrder", OrderLifeIT.shipping(shipped));
      var cancelled = send("placeOrder", anyOrder(newCustomer()));
      send("cancelOrder", OrderLifeIT.cancelling(cancelled));

      var transactions = log.transactions().stream().filter(SqlPerCommandIT::isOfACommand).toList();
      assertThat(transactions)
          .as("one transaction per command")
          .hasSize(5)
          .allSatisfy(
              statements -> {
                assertThat(statements).filteredOn(Statement::isCommit).hasSize(1);
                assertThat(statements).last().matches(Statement::isCommit, "commits");
                assertThat(statements)
                    .filteredOn(statement -> !statement.isBracket())
                    .hasSizeLessThanOrEqualTo(MOST_STATEMENTS);
              });
      assertThat(transactions.get(0).toString()).contains(shipped);
      assertThat(transactions.get(4).toString()).contains(cancelled);
    }
  }

  private String send(String mutation, JsonObject input) {
    return acceptedId(client.send(mutation, input, UUID.randomUUID().toString()));
  }

  private static boolean isOfACommand(List<Statement> transaction) {
    return transaction.stream()
        .anyMatch(statement -> WRITING_SIDE.stream().anyMatch(statement.sql()::contains));
  }
}
