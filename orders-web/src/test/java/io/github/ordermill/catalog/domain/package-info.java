/** The product and its events. */
package io.github.ordermill.catalog.domain;
