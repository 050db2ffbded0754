/** Notes and shipments of orders, in tables of their own to which events add. */
package io.github.ordermill.ordering.infrastructure.parts;
