/**
 * Building blocks of every domain model: business rules, the exceptions by which an aggregate
 * refuses a command, and time-ordered identifiers. Nothing in it belongs to one business module.
 */
package io.github.ordermill.shared.domain;
