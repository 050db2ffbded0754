package io.github.ordermill.shared.web.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.7",
    "::ffff:192.0.2.7, ::ffff:192.0.2.7",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::",
    "2001:db8:1:2::7, 2001:db8:1:2::",
    "2001:db8::7, 2001:db8:0:0::",
    "2001:db8::1:2:3:4:5, 2001:db8:0:1::",
    "::1, 0:0:0:0::",
    "0:0:0:0:0:0:0:1, 0:0:0:0::",
    "fe80:0:0:0:1:2:3:4%2, fe80:0:0:0::"
  })
  void isTheNetworkOfAnIpv6Address(String address, String expected) {
    assertThat(ClientAddress.of(address).text()).isEqualTo(expected);
  }

  @Test
  void isNeverNull() {
    assertThat(ClientAddress.of((String) null).text()).isEqualTo("unknown");
  }
}
