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

/**
 * CPU time, allocation and garbage collection of the processes of the stack, as counted by the
 * operating system and the JVM.
 */
final class ResourceUsage implements AutoCloseable {

  private final ProcessHandle application;
  private final ProcessHandle database;
  private final ProcessHandle broker;
  private final JMXConnector connector;
  private final MBeanServerConnection beans;
  private final ThreadMXBean threads;

  /**
   * Cumulative usage since the processes started, or the difference of two such readings.
   *
   * @param nanos time of the reading, or elapsed time
   * @param allocatedBytes by the live threads of the application
   * @param garbageCollection time spent in garbage collection
   */
  record Snapshot(
      long nanos,
      Duration application,
      Duration database,
      Duration broker,
      Duration loadGenerator,
      long allocatedBytes,
      Duration garbageCollection) {

    /** Usage between an earlier reading and this one. */
    Snapshot minus(Snapshot earlier) {
      return new Snapshot(
          nanos - earlier.nanos,
          application.minus(earlier.application),
          database.minus(earlier.database),
          broker.minus(earlier.broker),
          loadGenerator.minus(earlier.loadGenerator),
          allocatedBytes - earlier.allocatedBytes,
          garbageCollection.minus(earlier.garbageCollection));
    }

    Snapshot plus(Snapshot other) {
      return new Snapshot(
          nanos + other.nanos,
          application.plus(other.application),
          database.plus(other.database),
          broker.plus(other.broker),
          loadGenerator.plus(other.loadGenerator),
          allocatedBytes + other.allocatedBytes,
          garbageCollection.plus(other.garbageCollection));
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
    var attached = VirtualMachine.attach(Long.toString(application.pid()));
    try {
      connector =
          JMXConnectorFactory.connect(new JMXServiceURL(attached.startLocalManagementAgent()));
    } finally {
      attached.detach();
    }
    beans = connector.getMBeanServerConnection();
    threads =
        ManagementFactory.newPlatformMXBeanProxy(
            beans, ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
  }

  /** The postmaster is the parent of every backend process. */
  private static ProcessHandle postmaster(BenchmarkStack stack) throws SQLException {
    try (var connection = stack.connect()) {
      long backend = Sql.query(connection, "SELECT pg_backend_pid()", row -> row.getLong(1)).get(0);
      return ProcessHandle.of(backend).flatMap(ProcessHandle::parent).orElseThrow();
    }
  }

  Snapshot snapshot() throws IOException {
    return new Snapshot(
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
   * Memory figure of {@code /proc/PID/status}, for example VmRSS.
   *
   * @return in MB; NaN on systems without it
   */
  static double memoryMegabytes(long pid, String field) {
    try (var lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      return lines
          .filter(line -> line.startsWith(field + ":"))
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
