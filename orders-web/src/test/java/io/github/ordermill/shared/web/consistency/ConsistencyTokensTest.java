package io.github.ordermill.shared.web.consistency;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsistencyTokensTest {

  private static final UUID ID = UUID.fromString("0199d5c0-7e2b-7cc3-98a1-3f0d5f6b2a10");
  private static final ConsistencyToken TOKEN = new ConsistencyToken(ID, 7);

  private final ConsistencyTokens tokens = new ConsistencyTokens(new FixedSigningKeys(1));

  @Test
  void decodesWhatItHasEncoded() {
    for (int version : new int[] {1, 7, Integer.MAX_VALUE}) {
      var token = new ConsistencyToken(ID, version);

      assertThat(tokens.decode(tokens.encode(token))).contains(token);
    }
    assertThat(tokens.encode(TOKEN)).matches("[A-Za-z0-9_-]{55}");
  }

  @Test
  void refusesATokenOfWhichAnyBitWasChanged() {
    var bytes = Base64.getUrlDecoder().decode(tokens.encode(TOKEN));

    for (int bit = 0; bit < 8 * bytes.length; bit++) {
      var forged = bytes.clone();
      forged[bit / 8] ^= (byte) (1 << bit % 8);

      assertThat(tokens.decode(Base64.getUrlEncoder().withoutPadding().encodeToString(forged)))
          .as("bit %d", bit)
          .isEmpty();
    }
  }

  @Test
  void refusesOtherSpellingsOfATokenAndPartsOfIt() {
    var token = tokens.encode(TOKEN);
    char last = token.charAt(54);

    assertThat(tokens.decode(token.substring(0, 54))).isEmpty();
    assertThat(tokens.decode(token.substring(1))).isEmpty();
    assertThat(tokens.decode(token + "=")).isEmpty();
    assertThat(tokens.decode(token + "A")).isEmpty();
    assertThat(tokens.decode(" " + token)).isEmpty();
    assertThat(tokens.decode(token.substring(0, 54) + (char) (last + 1))).isEmpty();
  }

  @Test
  void refusesTokensOfAnotherDatabase() {
    var foreign = new ConsistencyTokens(new FixedSigningKeys("foreign", 1));

    assertThat(tokens.decode(foreign.encode(TOKEN))).isEmpty();
  }

  @Test
  void acceptsTokensOfAnOlderKeyUntilItIsRetired() {
    var old = tokens.encode(TOKEN);

    assertThat(new ConsistencyTokens(new FixedSigningKeys(1, 2)).decode(old)).contains(TOKEN);
    assertThat(new ConsistencyTokens(new FixedSigningKeys(2, 3)).decode(old)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1:0199d5c0-7e2b-7cc3-98a1-3f0d5f6b2a10:7",
        "2:0199d5c0-7e2b-7cc3-98a1-3f0d5f6b2a10:7",
        ""
      })
  void refusesUnsignedTokens(String content) {
    var text = Base64.getUrlEncoder().withoutPadding().encodeToString(content.getBytes(US_ASCII));

    assertThat(tokens.decode(text)).isEmpty();
  }

  @Test
  void refusesWhatIsNotBase64() {
    assertThat(tokens.decode(null)).isEmpty();
    assertThat(tokens.decode("%%%")).isEmpty();
    assertThat(tokens.decode("%".repeat(55))).isEmpty();
    assertThat(tokens.decode("\u00e4".repeat(55))).isEmpty();
    assertThat(tokens.decode("A".repeat(1_000_000))).isEmpty();
  }
}
