/**
 * The product as its users meet it: over HTTP, on a real database and a real broker, which all
 * classes here share.
 */
package io.github.ordermill.endtoend;
