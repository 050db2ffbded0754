package io.github.ordermill.shared.infrastructure.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class BrokerReadinessTest {

  @Test
  void findsTheAddressesInAnArtemisUrl() {
    assertThat(
            BrokerReadiness.addresses(
                "(tcp://one:61617,tcp://two)?sslEnabled=true&trustStorePath=/etc/store"))
        .containsExactly(
            InetSocketAddress.createUnresolved("one", 61617),
            InetSocketAddress.createUnresolved("two", 61616));
    assertThat(BrokerReadiness.addresses("tcp://[::1]:1"))
        .containsExactly(InetSocketAddress.createUnresolved("::1", 1));
  }
}
