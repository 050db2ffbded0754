/**
 * Access to PostgreSQL: data sources, migrations, plain SQL for everything that is not an
 * aggregate, and the distinction of temporary from permanent faults.
 */
package io.github.ordermill.shared.infrastructure.database;
