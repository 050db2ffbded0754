package io.github.ordermill.bench;

/** Part of the benchmark that measures one aspect. */
interface BenchmarkSection {

  /** Name in the report. */
  String name();

  /** Measures and adds the results to the run. */
  void measure(BenchmarkRun run) throws Exception;
}
