package io.github.ordermill.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.client.CommandInputs;
import io.github.ordermill.client.GraphqlClient;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The sample data, in an empty database of its own. */
class SampleDataSeederIT {

  private static final List<String> STATES =
      List.of("PLACED", "CONFIRMED", "PARTIALLY_SHIPPED", "SHIPPED", "DELIVERED", "CANCELLED");

  private static final Duration TOLERANCE = Duration.ofDays(1);

  private static RunningStack stack;
  private static SampleDataSeeder seeder;
  private static GraphqlClient client;

  @BeforeAll
  static void load() {
    stack = new RunningStack(RunningStack.emptyDirectory("sample-data")).start();
    var graphql = stack.application().uri("/graphql");
    client = new GraphqlClient(graphql);
    seeder = new SampleDataSeeder(graphql, () -> stack.database().connect());
    assertThat(seeder.isApplicable()).isTrue();
    seeder.run();
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @Test
  void createsOrdersInEveryStateAndAppliesOnlyToAnEmptyDatabase() {
    assertThat(seeder.isApplicable()).isFalse();
    assertThat(orders("{}")).isEqualTo(SampleDataSeeder.ORDERS);
    assertThat(STATES)
        .allSatisfy(
            state -> assertThat(orders("{statuses: [" + state + "]}")).as(state).isPositive());
  }

  @Test
  void spreadsTheOrdersOverSixtyDays() {
    var first = order("ASC");
    var last = order("DESC");

    assertThat(age(first, "placedAt")).isBetween(days(59), days(60).plus(TOLERANCE));
    assertThat(age(last, "placedAt")).isBetween(Duration.ZERO, TOLERANCE);
    assertThat(first.getString("number")).isLessThan(last.getString("number"));
    for (var order : List.of(first, last)) {
      for (var event : order.getJsonArray("history").getValuesAs(JsonObject.class)) {
        assertThat(age(event, "occurredAt")).isGreaterThanOrEqualTo(Duration.ZERO);
      }
    }
    var today = LocalDate.now(ZoneOffset.UTC);
    var days =
        client
            .execute(
                "{ salesByDay(from: \"%s\", to: \"%s\", currency: \"EUR\") { orderCount } }"
                    .formatted(today.minusDays(59), today.minusDays(1)))
            .getJsonObject("data")
            .getJsonArray("salesByDay")
            .getValuesAs(JsonObject.class);
    assertThat(days).filteredOn(day -> day.getInt("orderCount") > 0).hasSizeGreaterThan(50);
  }

  @Test
  void takesCommandsForTheOrders() {
    var answer =
        client.send("addNote", CommandInputs.note(order("DESC").getString("id"), "still here"));

    assertThat(answer.getString("__typename")).isIn("CommandAccepted", "RuleBroken");
  }

  private static Duration days(int days) {
    return Duration.ofDays(days);
  }

  private static Duration age(JsonObject object, String time) {
    return Duration.between(Instant.parse(object.getString(time)), Instant.now());
  }

  private static JsonObject order(String direction) {
    return client
        .execute(
            "{ orders(first: 1, orderBy: {field: PLACED_AT, direction: "
                + direction
                + "}) { edges { node { id number placedAt history { occurredAt } } } } }")
        .getJsonObject("data")
        .getJsonObject("orders")
        .getJsonArray("edges")
        .getJsonObject(0)
        .getJsonObject("node");
  }

  private int orders(String filter) {
    return client
        .execute("{ orders(filter: " + filter + ") { totalCount } }")
        .getJsonObject("data")
        .getJsonObject("orders")
        .getInt("totalCount");
  }
}
