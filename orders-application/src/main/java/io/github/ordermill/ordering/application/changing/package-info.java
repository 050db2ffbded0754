/**
 * Changing an order: confirming, cancelling as a whole or by line, changing quantities and the
 * shipping address, adding notes.
 */
package io.github.ordermill.ordering.application.changing;
