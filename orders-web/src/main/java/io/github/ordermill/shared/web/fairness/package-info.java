/**
 * Fair shares of what the clients of a node have in common: threads and places, bounded for each
 * holder, such as a websocket or an address.
 */
package io.github.ordermill.shared.web.fairness;
