/**
 * Benchmark, {@code ./mvnw -Pbench}: throughput, latency and resource usage relative to what
 * PostgreSQL could commit on the same machine. {@link io.github.ordermill.bench.Benchmark} runs its
 * {@linkplain io.github.ordermill.bench.BenchmarkSection sections} one after another against one
 * stack of {@code launcher}; each adds figures to {@link
 * io.github.ordermill.bench.BenchmarkResults}.
 */
package io.github.ordermill.bench;
