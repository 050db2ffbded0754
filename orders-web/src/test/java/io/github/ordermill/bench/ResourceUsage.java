package io.github.ordermill.bench;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.VirtualMachine;
import io.github.ordermill.shared.infrastructure.database.Sql;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** What the processes of the stack use, as operating system and JVM count it. */
final class ResourceUsage implements AutoCloseable {

  private final ProcessHandle application;
  private final ProcessHandle database;
  private final ProcessHandle broker;
  private final JMXConnector connector;
  private final MBeanServerConnection beans;
  private final ThreadMXBean threads;

  /**
   * All of it since the processes began.
   *
   * @param allocatedBytes by the application's threads that live
   * @param collecting time that garbage collection took
   */
  record Sum(
      long atNanos,
      Duration application,
      Duration database,
      Duration broker,
      Duration loadGenerator,
      long allocatedBytes,
      Duration collecting) {

    /** What was used between then and now; {@code atNanos} is the time between. */
    Sum since(Sum then) {
      return new Sum(
          atNanos - then.atNanos,
          application.minus(then.application),
          database.minus(then.database),
          broker.minus(then.broker),
          loadGenerator.minus(then.loadGenerator),
          allocatedBytes - then.allocatedBytes,
          collecting.minus(then.collecting));
    }

    Sum plus(Sum other) {
      return new Sum(
          atNanos + other.atNanos,
          application.plus(other.application),
          database.plus(other.database),
          broker.plus(other.broker),
          loadGenerator.plus(other.loadGenerator),
          allocatedBytes + other.allocatedBytes,
          collecting.plus(other.collecting));
    }
  }

  ResourceUsage(BenchmarkStack stack) throws Exception {
    application = ProcessHandle.of(stack.application().pid()).orElseThrow();
    database = postmaster(stack);
    broker =
        ProcessHandle.current()
            .children()
            .filter(child -> child.pid() != application.pid())
            .filter(child -> child.info().command().orElse("").endsWith("java"))
            .findFirst()
            .orElseThrow();
    var machine = VirtualMachine.attach(Long.toString(application.pid()));
    try {
      connector =
          JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
    } finally {
      machine.detach();
    }
    beans = connector.getMBeanServerConnection();
    threads =
        ManagementFactory.newPlatformMXBeanProxy(
            beans, ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
  }

  /** The parent of a backend, which lives as long as its connection. */
  private static ProcessHandle postmaster(BenchmarkStack stack) throws SQLException {
    try (var connection = stack.connect()) {
      long backend = Sql.query(connection, "SELECT pg_backend_pid()", row -> row.getLong(1)).get(0);
      return ProcessHandle.of(backend).flatMap(ProcessHandle::parent).orElseThrow();
    }
  }

  Sum now() throws IOException {
    return new Sum(
        System.nanoTime(),
        cpu(application),
        Stream.concat(Stream.of(database), database.children())
            .map(ResourceUsage::cpu)
            .reduce(Duration.ZERO, Duration::plus),
        cpu(broker),
        cpu(ProcessHandle.current()),
        Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
            .filter(bytes -> bytes > 0)
            .sum(),
        Duration.ofMillis(
            ManagementFactory.getPlatformMXBeans(beans, GarbageCollectorMXBean.class).stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum()));
  }

  private static Duration cpu(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /**
   * A figure of {@code /proc}, such as VmRSS.
   *
   * @return in MB; NaN where there is no such thing
   */
  static double memory(long pid, String figure) {
    try (var lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      return lines
          .filter(line -> line.startsWith(figure + ":"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) * 1024 / 1e6)
          .findFirst()
          .orElse(Double.NaN);
    } catch (IOException notLinux) {
      return Double.NaN;
    }
  }

  @Override
  public void close() throws IOException {
    connector.close();
  }
}
