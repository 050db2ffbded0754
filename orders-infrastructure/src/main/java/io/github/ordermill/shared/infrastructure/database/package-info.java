/**
 * The way to PostgreSQL: the data sources, the migrations that run before anything else, plain SQL
 * for what is not an aggregate, and the telling of faults that pass from faults that stay.
 */
package io.github.ordermill.shared.infrastructure.database;
