/** Fulfilling an order: shipping it and recording deliveries. */
package io.github.ordermill.ordering.application.fulfilling;
