/**
 * Changing an order before it is shipped: confirming, cancelling, changing quantities and the
 * shipping address, adding notes.
 */
package io.github.ordermill.ordering.application.changing;
