/**
 * Memory that requests, answers, websockets and caches of a node hold together: a fraction of the
 * heap, counted in bytes.
 */
package io.github.ordermill.shared.web.memory;
