package io.github.ordermill.operations.application;

import io.github.ordermill.shared.application.Query;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Reads the payloads of the events of dead letters: JSON texts, by id of the dead letter. */
public record GetDeadLetterPayloads(Set<UUID> deadLetters) implements Query<Map<UUID, String>> {}
