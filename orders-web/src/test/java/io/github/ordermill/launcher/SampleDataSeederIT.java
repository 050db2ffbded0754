package io.github.ordermill.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.client.GraphqlClient;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleDataSeederIT {

  private static final List<String> STATES =
      List.of("PLACED", "CONFIRMED", "PARTIALLY_SHIPPED", "SHIPPED", "DELIVERED", "CANCELLED");

  private final SampleDataSeeder seeder =
      new SampleDataSeeder(RunningStack.shared().application().uri("/graphql"));
  private final GraphqlClient client =
      new GraphqlClient(RunningStack.shared().application().uri("/graphql"));

  @Test
  void createsOrdersInEveryStateAndAppliesOnlyToAnEmptyDatabase() {
    int before = orders("{}");

    seeder.run();

    assertThat(seeder.isApplicable()).isFalse();
    assertThat(orders("{}")).isEqualTo(before + SampleDataSeeder.ORDERS);
    assertThat(STATES)
        .allSatisfy(
            state -> assertThat(orders("{statuses: [" + state + "]}")).as(state).isPositive());
  }

  private int orders(String filter) {
    return client
        .execute("{ orders(filter: " + filter + ") { totalCount } }")
        .getJsonObject("data")
        .getJsonObject("orders")
        .getInt("totalCount");
  }
}
