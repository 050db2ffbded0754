package io.github.ordermill.bench;

import io.github.ordermill.launcher.BuildOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code ./mvnw -Pbench}: starts the stack on ports and data of its own, measures section by
 * section, prints one table and writes it, as Markdown and JSON, with a picture, to {@code
 * target/bench}. Ends with code 1 if a section could not be measured.
 */
public final class Benchmark {

  private final BenchmarkProfile plan = BenchmarkProfile.asked();
  private final BenchmarkResults findings = new BenchmarkResults();
  private final Timeline timeline = new Timeline(Clock.systemUTC());
  private final BenchmarkStack stack = new BenchmarkStack();
  private String machine = "";
  private boolean whole = true;

  private Benchmark() {}

  /** Runs; what is asked for is in system properties, see {@link BenchmarkProfile#asked}. */
  public static void main(String... arguments) throws Exception {
    System.exit(new Benchmark().run() ? 0 : 1);
  }

  private boolean run() throws Exception {
    Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "bench-stop"));
    watchTheClock();
    stack.startBackends();
    machine = MachineDescription.description(stack);
    System.out.println(machine);
    var run = new BenchmarkRun(plan, stack, findings, timeline);
    for (var section : sections()) {
      measure(section, run);
      if (!stack.application().isRunning()) {
        findings.remark(section.name(), "the application does not run: all else was left out");
        whole = false;
        break;
      }
    }
    report();
    return whole;
  }

  private List<BenchmarkSection> sections() {
    var sections =
        new ArrayList<BenchmarkSection>(
            List.of(new Footprint(), new SqlPerCommand(), new WarmUp()));
    sections.add(new QueryThroughput(plan.orders()[0]));
    sections.add(new BacklogDrain());
    for (int i = 1; i < plan.orders().length; i++) {
      sections.add(new QueryThroughput(plan.orders()[i]));
    }
    sections.addAll(
        List.of(
            new CommitRateLimit(),
            new CommandThroughput(),
            new EndToEndRate(),
            new SubscriptionLatency(),
            new MemoryAndDisk(),
            new TwoNodes()));
    return sections;
  }

  private void measure(BenchmarkSection section, BenchmarkRun run) {
    System.out.printf("%4.0f s  %s%n", timeline.now(), section.name());
    timeline.mark(section.name());
    try {
      section.measure(run);
    } catch (Exception e) {
      whole = false;
      findings.remark(section.name(), "could not be measured: " + e.getMessage());
      e.printStackTrace();
    }
  }

  /** However slow the machine: what was measured until the deadline is reported. */
  private void watchTheClock() {
    var watch =
        new Thread(
            () -> {
              try {
                Thread.sleep(plan.deadline().toMillis());
                findings.remark("all", "stopped after " + plan.deadline().toSeconds() + " s");
                report();
              } catch (IOException | InterruptedException e) {
                e.printStackTrace();
              } finally {
                Runtime.getRuntime().exit(1);
              }
            },
            "bench-deadline");
    watch.setDaemon(true);
    watch.start();
  }

  private void report() throws IOException {
    var directory = Files.createDirectories(BuildOutput.directory().resolve("bench"));
    var report = new BenchmarkReport(machine, plan.form(), findings);
    Files.writeString(directory.resolve("bench.md"), report.table());
    Files.writeString(directory.resolve("bench.json"), report.json().toString());
    Files.writeString(directory.resolve("bench.svg"), new LatencyChart(timeline).svg());
    System.out.println("\n" + report.table());
    System.out.println("Also in " + directory);
  }
}
