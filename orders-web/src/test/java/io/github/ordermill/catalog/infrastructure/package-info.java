/** The module's repository, events, projection and finder. */
package io.github.ordermill.catalog.infrastructure;
