package io.github.ordermill.bench;

/** Resident memory of the application after all that was asked of it, and the room orders take. */
final class MemoryAndDisk implements BenchmarkSection {

  static final String NAME = "memory and disk";
  static final String HIGHEST = "resident memory, highest of the run";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void measure(BenchmarkRun run) throws Exception {
    long pid = run.stack().application().pid();
    run.findings()
        .add(NAME, "resident memory at the end", ResourceUsage.memory(pid, "VmRSS"), "MB");
    run.findings().add(NAME, HIGHEST, ResourceUsage.memory(pid, "VmHWM"), "MB");
    double orders = run.stack().number("SELECT count(*) FROM ordering.orders");
    for (var schema : new String[] {"ordering", "views"}) {
      run.findings().add(NAME, "rows per order in " + schema, rows(run, schema) / orders, "rows");
      run.findings()
          .add(NAME, "disk per order in " + schema, bytes(run, schema) / orders / 1e3, "kB");
    }
  }

  private static double rows(BenchmarkRun run, String schema) throws Exception {
    try (var connection = run.stack().connect();
        var statement = connection.createStatement()) {
      statement.execute("ANALYZE");
    }
    return run.stack()
        .number(
            "SELECT sum(reltuples)::bigint FROM pg_class c JOIN pg_namespace n"
                + " ON n.oid = c.relnamespace WHERE relkind = 'r' AND reltuples > 0"
                + " AND nspname = ?",
            schema);
  }

  private static double bytes(BenchmarkRun run, String schema) throws Exception {
    return run.stack()
        .number(
            "SELECT sum(pg_total_relation_size(c.oid))::bigint FROM pg_class c JOIN pg_namespace n"
                + " ON n.oid = c.relnamespace WHERE relkind = 'r' AND nspname = ?",
            schema);
  }
}
