package io.github.ordermill.shared.infrastructure.interceptors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ordermill.shared.application.CommandResult;
import io.github.ordermill.shared.application.CommandResult.Accepted;
import io.github.ordermill.shared.application.CommandResult.IdempotencyConflict;
import io.github.ordermill.shared.application.CommandResult.InvalidInput;
import io.github.ordermill.shared.application.CommandResult.NotFound;
import io.github.ordermill.shared.application.CommandResult.RuleBroken;
import io.github.ordermill.shared.application.CommandResult.VersionConflict;
import io.github.ordermill.shared.application.validation.Violation;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandResultJsonTest {

  private static final UUID ID = UUID.fromString("0199d5c0-7e2b-7cc3-98a1-3f0d5f6b2a77");

  /** Results are recorded for days, so their form does not change. */
  static List<Map.Entry<CommandResult, String>> results() {
    return List.of(
        Map.entry(
            new Accepted(ID, 3),
            "{\"answer\":\"Accepted\",\"id\":\"0199d5c0-7e2b-7cc3-98a1-3f0d5f6b2a77\",\"version\":3}"),
        Map.entry(
            new NotFound(ID),
            "{\"answer\":\"NotFound\",\"id\":\"0199d5c0-7e2b-7cc3-98a1-3f0d5f6b2a77\"}"),
        Map.entry(
            new RuleBroken("A_RULE", "a rule"),
            "{\"answer\":\"RuleBroken\",\"rule\":\"A_RULE\",\"message\":\"a rule\"}"),
        Map.entry(
            new VersionConflict(1, 2),
            "{\"answer\":\"VersionConflict\",\"expectedVersion\":1,\"actualVersion\":2}"),
        Map.entry(
            new InvalidInput(List.of(new Violation("items[0].name", "must not be blank"))),
            "{\"answer\":\"InvalidInput\",\"violations\":[{\"path\":\"items[0].name\",\"message\":\"must not be blank\"}]}"));
  }

  @ParameterizedTest
  @MethodSource("results")
  void writesAndReadsTheRecordedForm(Map.Entry<CommandResult, String> result) {
    assertThat(CommandResultJson.write(result.getKey())).isEqualTo(result.getValue());
    assertThat(CommandResultJson.read(result.getValue())).isEqualTo(result.getKey());
  }

  @Test
  void doesNotRecordAConflictOfInputs() {
    assertThatThrownBy(() -> CommandResultJson.write(new IdempotencyConflict("key")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "{\"answer\":\"Maybe\"}", "{\"answer\":\"Accepted\"}"})
  void refusesOtherText(String text) {
    assertThatThrownBy(() -> CommandResultJson.read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a recorded result: " + text);
  }
}
