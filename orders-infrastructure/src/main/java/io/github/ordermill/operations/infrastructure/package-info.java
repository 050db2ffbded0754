/** Administration of projections and of the table of dead letters. */
package io.github.ordermill.operations.infrastructure;
