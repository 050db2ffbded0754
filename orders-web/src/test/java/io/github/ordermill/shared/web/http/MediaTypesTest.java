package io.github.ordermill.shared.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTypesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        " Application/JSON ",
        "application/json;",
        "application/json ; charset = utf-8",
        "application/json;charset=UTF8",
        "application/json; charset=\"UTF-8\"; foo=bar",
        "application/json; foo=\"a;b,c\""
      })
  void takesJsonInUtf8(String type) {
    assertThat(MediaTypes.isJson(type)).isTrue();
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        "text/plain",
        "text/plain; application/json",
        "application/json, text/plain",
        "application/json; charset=utf-16",
        "application/json; charset=nonsense",
        "application/json; charset=\"",
        "application/graphql",
        "application/jsonx",
        "json",
        "/",
        ";"
      })
  void takesNothingElse(String type) {
    assertThat(MediaTypes.isJson(type)).isFalse();
  }
}
