package io.github.ordermill.bench;

/** One thing that is measured. */
interface BenchmarkSection {

  /** Its name in the table. */
  String name();

  /** Measures, and adds what it finds. */
  void measure(BenchmarkRun run) throws Exception;
}
