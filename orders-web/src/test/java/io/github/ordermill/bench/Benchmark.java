package io.github.ordermill.bench;

import io.github.ordermill.bench.load.Timeline;
import io.github.ordermill.docs.GeneratedText;
import io.github.ordermill.launcher.BuildOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;

/**
 * Entry point of {@code ./mvnw -Pbench}: starts a stack, runs all sections, prints a table of
 * results and writes it as Markdown and JSON, with a latency chart, to {@code target/bench}. Exit
 * code 1 if a section failed. With {@code -Ddocs.write} a complete run of the default size is
 * published in {@code docs/benchmark.md}.
 */
public final class Benchmark {

  private final BenchmarkProfile profile = BenchmarkProfile.fromSystemProperties();
  private final BenchmarkResults results = new BenchmarkResults();
  private final Timeline timeline = new Timeline(Clock.systemUTC());
  private final BenchmarkStack stack = new BenchmarkStack();
  private String machine = "";
  private boolean complete = true;

  private Benchmark() {}

  /** Runs the benchmark with the profile of {@link BenchmarkProfile#fromSystemProperties}. */
  public static void main(String... arguments) throws Exception {
    System.exit(new Benchmark().run() ? 0 : 1);
  }

  private boolean run() throws Exception {
    Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "bench-stop"));
    startDeadline();
    stack.startBackends();
    machine = MachineDescription.of(stack);
    System.out.println(machine);
    var run = new BenchmarkRun(profile, stack, results, timeline);
    for (var section : sections()) {
      measure(section, run);
      if (!stack.application().isRunning()) {
        results.remark(
            section.name(), "the application has stopped: the remaining sections were skipped");
        complete = false;
        break;
      }
    }
    report();
    if (GeneratedText.isWritten() && complete && profile.isDefault()) {
      new PublishedResults(profile).publish(machine, results);
    }
    return complete;
  }

  private List<BenchmarkSection> sections() {
    var sections =
        new ArrayList<BenchmarkSection>(
            List.of(new Footprint(), new SqlPerCommand(), new WarmUp()));
    sections.add(new QueryThroughput(profile.viewSizes()[0]));
    sections.add(new BacklogDrain());
    for (int i = 1; i < profile.viewSizes().length; i++) {
      sections.add(new QueryThroughput(profile.viewSizes()[i]));
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
      complete = false;
      results.remark(section.name(), "failed: " + e.getMessage());
      e.printStackTrace();
    }
  }

  /** Ends the run at the time limit and reports the results measured so far. */
  private void startDeadline() {
    var timer = new Timer("bench-deadline", true);
    timer.schedule(
        new TimerTask() {
          @Override
          public void run() {
            try {
              results.remark("all", "stopped after " + profile.timeLimit().toSeconds() + " s");
              report();
            } catch (IOException e) {
              e.printStackTrace();
            } finally {
              Runtime.getRuntime().exit(1);
            }
          }
        },
        profile.timeLimit().toMillis());
  }

  private void report() throws IOException {
    var directory = Files.createDirectories(BuildOutput.directory().resolve("bench"));
    var report = new BenchmarkReport(machine, profile.name(), results);
    Files.writeString(directory.resolve("bench.md"), report.table());
    Files.writeString(directory.resolve("bench.json"), report.json().toString());
    Files.writeString(directory.resolve("bench.svg"), new LatencyChart(timeline).svg());
    System.out.println("\n" + report.table());
    System.out.println("Written to " + directory);
  }
}
