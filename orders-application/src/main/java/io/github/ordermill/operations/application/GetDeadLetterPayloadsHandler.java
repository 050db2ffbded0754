package io.github.ordermill.operations.application;

import io.github.ordermill.shared.application.QueryHandler;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;

class GetDeadLetterPayloadsHandler
    implements QueryHandler<GetDeadLetterPayloads, Map<UUID, String>> {

  private final ProjectionControl control;

  @Inject
  GetDeadLetterPayloadsHandler(ProjectionControl control) {
    this.control = control;
  }

  @Override
  public Map<UUID, String> handle(GetDeadLetterPayloads query) {
    return control.payloads(query.deadLetters());
  }
}
