package io.github.ordermill.ordering.application.reading;

import java.util.UUID;

/** An order as of a version. */
public record OrderVersion(UUID id, int version) {}
