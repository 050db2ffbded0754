package io.github.ordermill.shared.web.graphql.schema;

/**
 * A value of the scalar JSON that is stored as text and written to the answer as it is. Parsed, it
 * would take several times as much memory, only to be printed again.
 *
 * @param text a JSON value of our own, without a check
 */
public record JsonText(String text) {}
