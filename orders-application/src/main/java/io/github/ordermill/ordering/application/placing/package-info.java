/** Placing an order: the command, its input records and its handler. */
package io.github.ordermill.ordering.application.placing;
