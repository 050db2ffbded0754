/**
 * Read-your-writes consistency: tokens, and fields that wait until their view has reached the
 * version of a token.
 */
package io.github.ordermill.shared.web.consistency;
