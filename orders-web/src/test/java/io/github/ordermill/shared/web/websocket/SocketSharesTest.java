package io.github.ordermill.shared.web.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.shared.web.graphql.EngineRequests;
import io.github.ordermill.shared.web.memory.MemoryBudget;
import io.github.ordermill.shared.web.request.ClientAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SocketSharesTest {

  private static final ClientAddress ONE = new ClientAddress("192.0.2.1");
  private static final ClientAddress TWO = new ClientAddress("192.0.2.2");

  private final MemoryBudget budget = new MemoryBudget(10_000_000);

  private SocketShares shares(Map<String, String> settings) {
    return new SocketShares(EngineRequests.api(settings), budget);
  }

  @Test
  void boundsTheWebsocketsOfAnAddressAndOfTheNode() {
    var shares =
        shares(Map.of("ORDERS_LIMIT_SOCKETS", "3", "ORDERS_LIMIT_SOCKETS_PER_ADDRESS", "2"));
    var first = shares.enter(ONE).orElseThrow();
    shares.enter(ONE).orElseThrow();

    assertThat(shares.enter(ONE)).isEmpty();
    assertThat(shares.enter(TWO)).isPresent();
    assertThat(shares.enter(TWO)).isEmpty();
    shares.leave(ONE, first);
    assertThat(shares.enter(TWO)).isPresent();
  }

  @Test
  void boundsTheBytesOfAWebsocketAnAddressAndAllTogether() {
    var shares =
        shares(
            Map.of(
                "ORDERS_LIMIT_SOCKET_BUFFER_BYTES", "3000000",
                "ORDERS_LIMIT_SOCKETS_MEMORY_PERCENT_PER_ADDRESS", "40",
                "ORDERS_LIMIT_SOCKETS_MEMORY_PERCENT", "60"));
    var first = shares.enter(ONE).orElseThrow();
    var second = shares.enter(ONE).orElseThrow();
    var third = shares.enter(TWO).orElseThrow();

    assertThat(first.grow(3_000_001)).isFalse();
    assertThat(first.grow(2_900_000)).isTrue();
    assertThat(second.grow(1_100_000)).isFalse();
    assertThat(second.grow(1_000_000)).isTrue();
    assertThat(third.grow(2_100_000)).isFalse();
    assertThat(third.grow(2_000_000)).isTrue();
    assertThat(shares.bytes()).isEqualTo(budget.reserved()).isBetween(5_900_000L, 6_000_000L);

    shares.leave(ONE, first);
    shares.leave(ONE, second);
    shares.leave(TWO, third);
    assertThat(budget.reserved()).isZero();
    assertThat(first.grow(1)).isFalse();
  }

  @Test
  void takesNothingWhereTheBudgetOfTheNodeIsSpent() {
    var shares = shares(Map.of());
    var memory = shares.enter(ONE).orElseThrow();
    var others = budget.reservation();
    others.grow(7_400_000);

    assertThat(memory.grow(500_000)).isFalse();
    others.close();
    assertThat(memory.grow(500_000)).isTrue();
  }
}
