package io.github.ordermill.shared.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompressionTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gzip",
        "GZIP",
        "x-gzip",
        "gzip, deflate, br, zstd",
        "br;q=1.0, gzip;q=0.8, *;q=0.1",
        "*",
        "deflate, *;q=0.5",
        "gzip;q=0.001",
        "gzip; q=1, identity",
        "gzip;q=0.5, identity;q=0.5"
      })
  void compressesIfTheClientAcceptsGzip(String header) {
    assertThat(Compression.accepts(List.of(header))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "identity",
        "br, deflate",
        "gzip;q=0",
        "gzip;q=0.000, *",
        "*;q=0",
        "gzip;q=0.5, identity",
        "gzip;q=high",
        "gzip;q=2",
        "gzip;level=9",
        "notgzip"
      })
  void doesNotCompressOtherwise(String header) {
    assertThat(Compression.accepts(List.of(header))).isFalse();
  }

  @Test
  void combinesSeveralHeaders() {
    assertThat(Compression.accepts(List.of())).isFalse();
    assertThat(Compression.accepts(List.of("br", "gzip"))).isTrue();
  }
}
