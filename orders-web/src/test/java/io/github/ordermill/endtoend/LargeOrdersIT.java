package io.github.ordermill.endtoend;

import static io.github.ordermill.client.CommandInputs.anyOrder;
import static io.github.ordermill.client.GraphqlClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.client.CommandInputs;
import io.github.ordermill.launcher.StatementLog;
import io.github.ordermill.shared.infrastructure.database.Sql;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Commands and queries on orders with as many lines and notes as orders may have. */
class LargeOrdersIT extends EndToEndTest {

  private static final int LINES = 1_000;
  private static final int LONG_NOTES = 210;
  private static final int MAX_BYTES = 20_000;
  private static final int REPETITIONS = 5;

  /** Seen before: 1.1 MB for a note of two characters once 2 MB were there. */
  @Test
  void writesNoMoreForANoteThanTheNote() throws Exception {
    var order = acceptedId(client.send("placeOrder", orderOf(LINES, newCustomer())));
    var random = new Random(1);
    for (int i = 0; i < LONG_NOTES; i++) {
      addNote(order, text(random, 10_000));
    }
    awaitApplied(order);

    long bytes = Long.MAX_VALUE;
    for (int i = 0; i < REPETITIONS; i++) {
      long before = walPosition();
      addNote(order, "hi");
      awaitApplied(order);
      bytes = Math.min(bytes, walPosition() - before);
    }

    assertThat(bytes).as("bytes of WAL for a note, from command to views").isLessThan(MAX_BYTES);
    assertThat(client.order(order, "notes { text }").getJsonArray("notes"))
        .hasSize(LONG_NOTES + REPETITIONS)
        .last()
        .isEqualTo(json("{'text':'hi'}"));
    assertThat(client.order(order, "history { version type }").getJsonArray("history"))
        .hasSize(1 + LONG_NOTES + REPETITIONS);
  }

  @Test
  void refusesMoreThanAThousandNotesAndLetsTheOrderGoOn() throws Exception {
    var order = place(newCustomer());
    awaitApplied(order);
    set(order, "ordering.orders SET notes = 999 WHERE id");
    set(order, "views.order_view SET note_count = 999 WHERE order_id");

    addNote(order, "hi");
    var refusal = client.send("addNote", CommandInputs.note(order, "hi"));

    assertThat(refusal.getString("__typename")).isEqualTo("RuleBroken");
    assertThat(refusal.getString("rule")).isEqualTo("AN_ORDER_HAS_AT_MOST_1000_NOTES");
    assertThat(refusal.getString("message")).isEqualTo("An order has at most 1000 notes");
    awaitApplied(order);
    assertThat(client.order(order, "allowedActions").getJsonArray("allowedActions").toString())
        .contains("CONFIRM", "CANCEL")
        .doesNotContain("ADD_NOTE");
    acceptedId(client.send("confirmOrder", CommandInputs.confirmation(order)));
  }

  private void set(String order, String assignment) throws SQLException {
    try (var connection = stack.database().connect()) {
      Sql.update(connection, "UPDATE " + assignment + " = '" + order + "'");
    }
  }

  /** Seen before: 1.5 to 2.6 s for 20 large orders of which only the ids were selected. */
  @Test
  void readsOnlyTheColumnsOfFieldsThatAreSelected() throws Exception {
    var customer = newCustomer();
    for (int lines : List.of(LINES, 3)) {
      awaitApplied(acceptedId(client.send("placeOrder", orderOf(lines, customer))));
    }

    assertThat(statementsOf(customer, "id number status version total { amount } allowedActions"))
        .hasSize(1)
        .noneMatch(sql -> sql.contains("document") || sql.contains("lines"));
    assertThat(statementsOf(customer, "shippingAddress { city } notes { text }"))
        .singleElement()
        .satisfies(sql -> assertThat(sql).contains("document").doesNotContain("lines"));
    assertThat(statementsOf(customer, "lines { number }"))
        .as("lines of the large order are read by themselves")
        .hasSize(2);
    var lines =
        client.execute(list(customer, "lines { number name }")).getJsonObject("data").toString();
    assertThat(lines.split("\"number\"", -1)).hasSize(1 + LINES + 3);
  }

  private List<String> statementsOf(String customer, String fields) {
    try (var log = StatementLog.open(stack.database())) {
      assertThat(client.execute(list(customer, fields))).doesNotContainKey("errors");
      return log.transactions().stream()
          .flatMap(List::stream)
          .map(StatementLog.LoggedStatement::sql)
          .filter(sql -> sql.contains("order_view"))
          .filter(sql -> sql.startsWith("SELECT") || sql.startsWith("WITH"))
          .toList();
    }
  }

  private static String list(String customer, String fields) {
    return "{ orders(filter: {customerId: \"%s\"}) { edges { node { %s } } } }"
        .formatted(customer, fields);
  }

  private static JsonObject orderOf(int lines, String customer) {
    var items = Json.createArrayBuilder();
    IntStream.rangeClosed(1, lines)
        .mapToObj(
            line ->
                json(
                    "{'productId':'sku-%1$d','name':'%2$s','quantity':5,"
                            .formatted(line, "Product %d ".formatted(line).repeat(14).strip())
                        + "'price':{'amount':'1.00','currency':'EUR'}}"))
        .forEach(items::add);
    return Json.createObjectBuilder(anyOrder(customer)).add("items", items).build();
  }

  private void addNote(String order, String text) {
    acceptedId(client.send("addNote", CommandInputs.note(order, text)));
  }

  /** Waits until all projections have applied all events of the order. */
  private void awaitApplied(String order) {
    eventually()
        .until(
            () ->
                query(
                        """
                        SELECT count(*) FROM views.projection_checkpoint p
                        JOIN ordering.orders o ON o.id = p.aggregate_id AND o.version = p.version
                        WHERE o.id = '%s'
                        """
                            .formatted(order))
                    == 2);
  }

  private long walPosition() throws SQLException {
    return query("SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')");
  }

  private long query(String sql) throws SQLException {
    try (var connection = stack.database().connect()) {
      return Sql.query(connection, sql, row -> row.getLong(1)).get(0);
    }
  }

  private static String text(Random random, int length) {
    return random
        .ints(length, 'a', 'z' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
