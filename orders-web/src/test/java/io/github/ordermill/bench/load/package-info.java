/**
 * Load generation for the benchmark: closed-loop and open-loop clients over plain HTTP connections,
 * their varied requests, and the time series of their latencies.
 */
package io.github.ordermill.bench.load;
