/** The module's command and query with their handlers, and the ports that these need. */
package io.github.ordermill.catalog.application;
