/**
 * Use cases of ordering, one package per capability: commands and queries as records, each with its
 * handler, and the ports that the infrastructure implements. This package holds what the command
 * packages share. A command handler loads the aggregate, calls one of its methods and appends the
 * event that it returns; all decisions are made by the aggregate.
 */
package io.github.ordermill.ordering.application;
