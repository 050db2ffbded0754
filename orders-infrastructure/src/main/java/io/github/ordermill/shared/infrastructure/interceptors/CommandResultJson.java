package io.github.ordermill.shared.infrastructure.interceptors;

import io.github.ordermill.shared.application.CommandResult;
import io.github.ordermill.shared.application.CommandResult.Accepted;
import io.github.ordermill.shared.application.CommandResult.InvalidInput;
import io.github.ordermill.shared.application.CommandResult.NotFound;
import io.github.ordermill.shared.application.CommandResult.RuleBroken;
import io.github.ordermill.shared.application.CommandResult.VersionConflict;
import io.github.ordermill.shared.application.validation.Violation;
import io.github.ordermill.shared.infrastructure.json.Json;
import io.github.ordermill.shared.infrastructure.json.RecordJson;
import java.util.UUID;

/** Answers that are recorded under idempotency keys, as JSON. */
final class CommandResultJson {

  private CommandResultJson() {}

  static String write(CommandResult answer) {
    var json = Json.object().add("answer", answer.getClass().getSimpleName());
    if (answer instanceof Accepted accepted) {
      json.add("id", accepted.id().toString()).add("version", accepted.version());
    } else if (answer instanceof NotFound notFound) {
      json.add("id", notFound.id().toString());
    } else if (answer instanceof RuleBroken broken) {
      json.add("rule", broken.rule()).add("message", broken.message());
    } else if (answer instanceof VersionConflict conflict) {
      json.add("expectedVersion", conflict.expectedVersion())
          .add("actualVersion", conflict.actualVersion());
    } else if (answer instanceof InvalidInput invalid) {
      json.add("violations", Json.array(invalid.violations(), RecordJson::write));
    } else {
      throw new IllegalArgumentException("not an answer to record: " + answer);
    }
    return json.build().toString();
  }

  static CommandResult read(String text) {
    var json = Json.parse(text);
    return switch (json.getString("answer")) {
      case "Accepted" ->
          new Accepted(UUID.fromString(json.getString("id")), json.getInt("version"));
      case "NotFound" -> new NotFound(UUID.fromString(json.getString("id")));
      case "RuleBroken" -> new RuleBroken(json.getString("rule"), json.getString("message"));
      case "VersionConflict" ->
          new VersionConflict(json.getInt("expectedVersion"), json.getInt("actualVersion"));
      case "InvalidInput" ->
          new InvalidInput(
              Json.list(json, "violations", one -> RecordJson.read(Violation.class, one)));
      default -> throw new IllegalArgumentException("not a recorded answer: " + text);
    };
  }
}
