/** The operator's desk over the projections and the table of dead letters. */
package io.github.ordermill.operations.infrastructure;
