/** The JSON form of events, view documents and recorded answers: one mapping for all of them. */
package io.github.ordermill.shared.infrastructure.json;
