/**
 * What can be done with orders and what can be asked about them: commands and queries as records,
 * each with its handler, and the ports that the infrastructure serves. A handler decides (the
 * aggregate does), keeps, and announces, and nothing else.
 */
package io.github.ordermill.ordering.application;
