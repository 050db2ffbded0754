package io.github.ordermill.bench;

/** Resident memory of the application at the end of the run, and disk space per order. */
final class MemoryAndDisk implements BenchmarkSection {

  static final String NAME = "memory and disk";
  static final String PEAK = "peak resident memory";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void measure(BenchmarkRun run) throws Exception {
    long pid = run.stack().application().pid();
    run.results()
        .add(NAME, "resident memory at the end", ResourceUsage.memoryMegabytes(pid, "VmRSS"), "MB");
    run.results().add(NAME, PEAK, ResourceUsage.memoryMegabytes(pid, "VmHWM"), "MB");
    double orders = run.stack().queryNumber("SELECT count(*) FROM ordering.orders");
    for (var schema : new String[] {"messaging", "ordering", "views"}) {
      run.results().add(NAME, "rows per order in " + schema, rows(run, schema) / orders, "rows");
      run.results()
          .add(NAME, "disk per order in " + schema, bytes(run, schema) / orders / 1e3, "kB");
    }
  }

  private static double rows(BenchmarkRun run, String schema) throws Exception {
    try (var connection = run.stack().connect();
        var statement = connection.createStatement()) {
      statement.execute("ANALYZE");
    }
    return run.stack()
        .queryNumber(
            "SELECT sum(reltuples)::bigint FROM pg_class c JOIN pg_namespace n"
                + " ON n.oid = c.relnamespace WHERE relkind = 'r' AND reltuples > 0"
                + " AND nspname = ?",
            schema);
  }

  private static double bytes(BenchmarkRun run, String schema) throws Exception {
    return run.stack()
        .queryNumber(
            "SELECT sum(pg_total_relation_size(c.oid))::bigint FROM pg_class c JOIN pg_namespace n"
                + " ON n.oid = c.relnamespace WHERE relkind = 'r' AND nspname = ?",
            schema);
  }
}
