/** The part of the schema for operators: how far projections have come, and what is parked. */
package io.github.ordermill.operations.web;
