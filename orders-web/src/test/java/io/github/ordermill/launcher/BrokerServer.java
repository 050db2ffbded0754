package io.github.ordermill.launcher;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URISyntaxException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Runs Artemis with a persistent journal as a child process on the loopback address, with a
 * generated password.
 */
public final class BrokerServer extends JavaServer {

  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

  private final Path data;
  private final Path log;
  private final int port;
  private final GeneratedPassword password;

  /** Creates a stopped broker; {@link #start} starts it. */
  public BrokerServer(Path data, Path log, int port) {
    super("The broker", START_TIMEOUT, STOP_TIMEOUT);
    this.data = data.toAbsolutePath();
    this.log = log.toAbsolutePath();
    this.port = port;
    this.password =
        GeneratedPassword.in(this.data.resolveSibling(this.data.getFileName() + "-password"));
  }

  public String url() {
    return "tcp://127.0.0.1:" + port;
  }

  public String user() {
    return "orders";
  }

  public String password() {
    return password.value();
  }

  public int port() {
    return port;
  }

  /** Deletes all messages and queues of the stopped broker. */
  public void deleteData() {
    try (var files = Files.walk(data)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  ChildJvm process(String name) {
    // a broker takes its password anew at each start
    password.keep();
    return ChildJvm.start(
        name,
        Path.of(System.getProperty("java.home")),
        List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-cp",
            classPath(),
            EmbeddedBroker.class.getName(),
            data.toString(),
            Integer.toString(port)),
        Map.of("ORDERS_BROKER_USER", user(), "ORDERS_BROKER_PASSWORD", password()),
        log);
  }

  /** Whether the port accepts connections. */
  @Override
  public boolean isReady() {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  /**
   * Class path of the tests: of a forked JVM or, under {@code -Prun}, of the class loader inside
   * Maven's JVM.
   */
  private static String classPath() {
    if (BrokerServer.class.getClassLoader() instanceof URLClassLoader loader) {
      return Arrays.stream(loader.getURLs())
          .map(
              url -> {
                try {
                  return Path.of(url.toURI()).toString();
                } catch (URISyntaxException e) {
                  throw new IllegalStateException(e);
                }
              })
          .collect(Collectors.joining(File.pathSeparator));
    }
    return System.getProperty("java.class.path");
  }
}
