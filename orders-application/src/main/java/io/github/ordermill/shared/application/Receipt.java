package io.github.ordermill.shared.application;

import java.util.UUID;

/**
 * What a command gives back: what it was about and how far that has come; never data.
 *
 * @param id identity of the aggregate
 * @param version its version after the command
 */
public record Receipt(UUID id, int version) {}
