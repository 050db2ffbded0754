package io.github.ordermill.shared.web.consistency;

import java.util.UUID;

/**
 * Version that a view must have reached to show the effect of a command. {@link ConsistencyTokens}
 * signs it for clients, which receive it from a mutation and pass it to a query.
 *
 * @param id the identity of the command's aggregate
 * @param version the aggregate's version after the command, 1 or more
 */
public record ConsistencyToken(UUID id, int version) {}
