package io.github.ordermill.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.client.CommandInputs;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lists that clients follow while four writers place and change orders. */
class FollowedListIT extends EndToEndTest {

  private static final int WRITERS = 4;
  private static final int ORDERS_PER_WRITER = 200;

  /** Orders of one customer, so that one page holds them all. */
  private static final int ORDERS_PER_CUSTOMER = 50;

  private final String start = Instant.now().toString();
  private final Map<String, Integer> versions = new ConcurrentHashMap<>();
  private final List<String> customers = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile Instant completeSince;

  @AfterEach
  void stopThreads() {
    threads.shutdownNow();
  }

  @Test
  void showsEveryOrderOnceToReadersThatFollowThemUpwards() throws Exception {
    var byPlacing = threads.submit(() -> follow("PLACED_AT"));
    var byNumber = threads.submit(() -> follow("NUMBER"));
    var byUpdate = threads.submit(() -> follow("UPDATED_AT"));
    writeAndAwaitViews();
    completeSince = Instant.now();

    assertThat(ids(byPlacing.get()))
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(versions.keySet());
    assertThat(ids(byNumber.get()))
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(versions.keySet());
    var states =
        byUpdate.get().stream()
            .map(order -> order.getString("id") + " " + order.getInt("version"))
            .toList();
    assertThat(states)
        .doesNotHaveDuplicates()
        .containsAll(
            versions.entrySet().stream().map(it -> it.getKey() + " " + it.getValue()).toList());
  }

  @Test
  void showsTotalsOfTheSameMomentAsTheOrders() throws Exception {
    var mismatches = threads.submit(this::compareTotals);
    writeAndAwaitViews();
    completeSince = Instant.now();

    assertThat(mismatches.get()).isEmpty();
  }

  private void writeAndAwaitViews() throws Exception {
    for (int i = 0; i < WRITERS * ORDERS_PER_WRITER / ORDERS_PER_CUSTOMER; i++) {
      synchronized (customers) {
        customers.add(newCustomer());
      }
    }
    var writers = new ArrayList<Future<Void>>();
    for (int i = 0; i < WRITERS; i++) {
      int writer = i;
      writers.add(threads.submit(() -> write(writer)));
    }
    for (var writer : writers) {
      writer.get();
    }
    for (var order : versions.entrySet()) {
      awaitViewVersion(order.getKey(), order.getValue());
    }
  }

  private Void write(int writer) {
    for (int i = 0; i < ORDERS_PER_WRITER; i++) {
      var order = place(customers.get((i * WRITERS + writer) / ORDERS_PER_CUSTOMER));
      versions.put(order, 1);
      if (i % 4 == 0) {
        acceptedId(client.send("confirmOrder", CommandInputs.confirmation(order)));
        versions.put(order, 2);
      }
    }
    return null;
  }

  /** The orders in the order in which they were seen, until two seconds after the last change. */
  private List<JsonObject> follow(String field) {
    var seen = new ArrayList<JsonObject>();
    String cursor = null;
    boolean isOver;
    do {
      isOver = completeSince != null && completeSince.plusSeconds(2).isBefore(Instant.now());
      var page =
          orders(
              "filter: {placedFrom: \"%s\"}, orderBy: {field: %s, direction: ASC}, first: 50%s"
                  .formatted(start, field, cursor == null ? "" : ", after: \"" + cursor + "\""));
      var edges = page.getJsonArray("edges").getValuesAs(JsonObject.class);
      if (!edges.isEmpty()) {
        cursor = page.getJsonObject("pageInfo").getString("endCursor");
        isOver = false;
      }
      edges.forEach(edge -> seen.add(edge.getJsonObject("node")));
    } while (!isOver);
    return seen;
  }

  private List<String> compareTotals() {
    var mismatches = new ArrayList<String>();
    int answers = 0;
    while (completeSince == null) {
      for (var customer : present()) {
        var data =
            client
                .execute(
                    """
                    { down: orders(filter: {customerId: "%1$s"}, first: 100) { ...Page }
                      up: orders(filter: {customerId: "%1$s"}, orderBy: {direction: ASC},
                        first: 100) { ...Page }
                      text: orders(filter: {customerId: "%1$s", text: "kettle"}, first: 100) {
                        ...Page }
                      numbered: customerOrders(customerId: "%1$s", pageSize: 100) {
                        total items { id } } }
                    fragment Page on OrderConnection { totalCount edges { cursor } }
                    """
                        .formatted(customer))
                .getJsonObject("data");
        answers++;
        for (var field : List.of("down", "up", "text")) {
          var page = data.getJsonObject(field);
          if (page.getInt("totalCount") != page.getJsonArray("edges").size()) {
            mismatches.add(answers + ": " + page);
          }
        }
        var page = data.getJsonObject("numbered");
        if (page.getInt("total") != page.getJsonArray("items").size()) {
          mismatches.add(answers + ": " + page);
        }
      }
    }
    return mismatches;
  }

  private List<String> present() {
    synchronized (customers) {
      return List.copyOf(customers);
    }
  }

  private JsonObject orders(String arguments) {
    var answer =
        client.execute(
            "{ orders("
                + arguments
                + ") { edges { node { id version } } pageInfo { endCursor } } }");
    assertThat(answer).as("%s", answer).doesNotContainKey("errors");
    return answer.getJsonObject("data").getJsonObject("orders");
  }

  private static List<String> ids(List<JsonObject> orders) {
    return orders.stream().map(order -> order.getString("id")).toList();
  }
}
