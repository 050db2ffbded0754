/** Parts of orders that are read only where they are selected, for several orders at once. */
package io.github.ordermill.ordering.application.parts;
