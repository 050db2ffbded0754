/**
 * {@code ./mvnw -Pbench}: what the product costs on this machine, measured against what its
 * PostgreSQL could do at most. {@link io.github.ordermill.bench.Benchmark} runs one section after
 * the other against one stack; each adds its figures to {@link
 * io.github.ordermill.bench.BenchmarkResults}.
 */
package io.github.ordermill.bench;
