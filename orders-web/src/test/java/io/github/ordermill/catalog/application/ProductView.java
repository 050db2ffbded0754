package io.github.ordermill.catalog.application;

import java.time.Instant;
import java.util.UUID;

/** A product as queries show it. */
public record ProductView(UUID id, int version, String name, Instant registeredAt) {}
