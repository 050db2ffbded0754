package io.github.ordermill.endtoend;

import static io.github.ordermill.client.GraphqlClient.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.client.CommandInputs;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CustomerOrdersIT extends EndToEndTest {

  private final String customer = newCustomer();
  private final List<String> newestFirst = new ArrayList<>();

  @BeforeEach
  void placeFortyFiveOrders() {
    for (int i = 0; i < 45; i++) {
      newestFirst.add(place(customer));
    }
    Collections.reverse(newestFirst);
    eventually().until(() -> page("page: 1").getInt("total") == 45);
  }

  @Test
  void returnsFullPagesNewestFirst() {
    assertThat(ids(page("page: 1"))).isEqualTo(newestFirst.subList(0, 20));
    assertThat(ids(page("page: 2"))).isEqualTo(newestFirst.subList(20, 40));
    assertThat(ids(page("page: 3"))).isEqualTo(newestFirst.subList(40, 45));
    assertThat(ids(page("page: 4"))).isEmpty();
    assertThat(page("page: 4").getInt("total")).isEqualTo(45);
    assertThat(ids(page("pageSize: 100"))).isEqualTo(newestFirst);
    assertThat(ids(page("page: 45, pageSize: 1"))).isEqualTo(newestFirst.subList(44, 45));
    assertThat(page("page: 2, pageSize: 7").getInt("page")).isEqualTo(2);
    assertThat(page("page: 2, pageSize: 7").getInt("pageSize")).isEqualTo(7);
  }

  @Test
  void filtersAndCountsByStatus() {
    for (int i = 0; i < 3; i++) {
      client.send("confirmOrder", CommandInputs.confirmation(newestFirst.get(i * 10)));
    }
    eventually().until(() -> page("status: CONFIRMED").getInt("total") == 3);

    assertThat(ids(page("status: CONFIRMED")))
        .containsExactly(newestFirst.get(0), newestFirst.get(10), newestFirst.get(20));
    assertThat(page("status: PLACED").getInt("total")).isEqualTo(42);
    assertThat(page("status: CANCELLED").getInt("total")).isZero();
  }

  private JsonObject page(String arguments) {
    return client
        .execute(
            "{ customerOrders(customerId: \""
                + customer
                + "\", "
                + arguments
                + ") { total page pageSize items { id } } }")
        .getJsonObject("data")
        .getJsonObject("customerOrders");
  }

  private static List<String> ids(JsonObject page) {
    return texts(page, "items", "id");
  }
}
