package io.github.ordermill.shared.web.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsistencyTokenTest {

  private static final String ID = "0199d5c0-7e2b-7cc3-98a1-3f0d5f6b2a10";

  @Test
  void isDecodedAsEncoded() {
    var token = new ConsistencyToken(UUID.fromString(ID), 7);

    assertThat(ConsistencyToken.decode(token.encode())).contains(token);
    assertThat(token.encode()).matches("[A-Za-z0-9_-]+");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2:" + ID + ":7",
        "1:" + ID + ":0",
        "1:" + ID + ":-1",
        "1:" + ID + ":9999999999",
        "1:" + ID,
        "1:0199d5c0:7",
        ""
      })
  void rejectsOtherTexts(String content) {
    var text = Base64.getUrlEncoder().withoutPadding().encodeToString(content.getBytes());

    assertThat(ConsistencyToken.decode(text)).isEmpty();
  }

  @Test
  void rejectsWhatIsNotBase64() {
    assertThat(ConsistencyToken.decode(null)).isEmpty();
    assertThat(ConsistencyToken.decode("%%%")).isEmpty();
    assertThat(ConsistencyToken.decode("A".repeat(10_000))).isEmpty();
  }
}
