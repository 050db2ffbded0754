/** Signing keys in the database, shared by all nodes and rotated by age. */
package io.github.ordermill.shared.infrastructure.signing;
