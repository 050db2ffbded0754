package io.github.ordermill.endtoend;

import static io.github.ordermill.client.CommandInputs.anyOrder;
import static io.github.ordermill.client.GraphqlClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.client.CommandInputs;
import io.github.ordermill.launcher.StatementLog;
import io.github.ordermill.launcher.StatementLog.LoggedStatement;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** SQL statements and commits per command, counted by PostgreSQL. */
class SqlPerCommandIT extends EndToEndTest {

  private static final int MAX_STATEMENTS = 10;
  private static final int ITEMS = 20;
  private static final String ADDRESS =
      "{'name':'Alan Turing','street':'Elm Road 2','city':'Wilmslow','country':'GB'}";

  /** SQL fragments that only commands execute, neither relay nor projections. */
  private static final List<String> COMMAND_STATEMENTS =
      List.of(
          "ordering.orders",
          "ordering.order_number",
          "INTO messaging.event_log",
          "INTO messaging.idempotency_record",
          "UPDATE messaging.idempotency_record");

  @Test
  void executesAtMostTenStatementsAndOneCommitPerCommand() {
    try (var log = StatementLog.open(stack.database())) {
      var order = send("placeOrder", orderOf(ITEMS));
      send("changeQuantity", of(order, "'line':1,'quantity':9"));
      send("changeShippingAddress", of(order, "'shippingAddress':" + ADDRESS));
      send("addNote", of(order, "'text':'Rings twice'"));
      send("confirmOrder", CommandInputs.confirmation(order));
      send("cancelOrderLines", of(order, "'lines':[{'line':1,'quantity':2}],'reason':'broken'"));
      send("shipOrder", CommandInputs.shipment(order));
      send("recordDelivery", of(order, "'shipment':1"));
      var cancelled = send("placeOrder", orderOf(ITEMS));
      send("cancelOrder", CommandInputs.cancellation(cancelled));

      var transactions =
          log.transactions().stream().filter(SqlPerCommandIT::isCommandTransaction).toList();
      assertThat(transactions)
          .as("one transaction per command")
          .hasSize(10)
          .allSatisfy(
              statements -> {
                assertThat(statements).filteredOn(LoggedStatement::isCommit).hasSize(1);
                assertThat(statements).last().matches(LoggedStatement::isCommit, "commits");
                assertThat(statements)
                    .filteredOn(statement -> !statement.isTransactionControl())
                    .hasSizeLessThanOrEqualTo(MAX_STATEMENTS);
              });
      assertThat(transactions.get(0).toString()).contains(order);
      assertThat(transactions.get(9).toString()).contains(cancelled);
    }
  }

  private static JsonObject orderOf(int items) {
    var order = anyOrder(newCustomer());
    var item = order.getJsonArray("items").get(0);
    return Json.createObjectBuilder(order)
        .add("items", Json.createArrayBuilder(Collections.nCopies(items, item)))
        .build();
  }

  private static JsonObject of(String order, String rest) {
    return json("{'orderId':'" + order + "'," + rest + "}");
  }

  private String send(String mutation, JsonObject input) {
    return acceptedId(client.send(mutation, input, UUID.randomUUID().toString()));
  }

  private static boolean isCommandTransaction(List<LoggedStatement> transaction) {
    return transaction.stream()
        .anyMatch(statement -> COMMAND_STATEMENTS.stream().anyMatch(statement.sql()::contains));
  }
}
