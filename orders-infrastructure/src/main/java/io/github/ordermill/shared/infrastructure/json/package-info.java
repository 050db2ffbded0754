/** JSON text to Jakarta JSON Processing values and back, with one provider for all. */
package io.github.ordermill.shared.infrastructure.json;
