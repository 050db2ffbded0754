package io.github.ordermill.shared.application;

import java.util.UUID;

/**
 * Return value of a command handler: the aggregate's new version, and no other data.
 *
 * @param id identifier of the aggregate
 * @param version version of the aggregate after the command
 */
public record Receipt(UUID id, int version) {}
