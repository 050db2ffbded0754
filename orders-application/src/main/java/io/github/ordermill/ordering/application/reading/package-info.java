/** Reading one order, its state at an earlier version, and its events. */
package io.github.ordermill.ordering.application.reading;
