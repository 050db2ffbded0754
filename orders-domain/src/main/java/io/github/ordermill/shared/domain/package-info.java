/**
 * What the business modules have in common: what a rule is, and how an identity is made. It knows
 * no business of its own.
 */
package io.github.ordermill.shared.domain;
