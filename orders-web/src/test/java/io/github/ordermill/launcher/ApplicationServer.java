package io.github.ordermill.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs the application ({@code orders.jar}) as a child process, on the JVM of the system property
 * {@code orders.java.home} or else the current one.
 */
public final class ApplicationServer extends JavaServer {

  private static final Duration START_TIMEOUT = Duration.ofSeconds(180);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(40);
  private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(5);

  private final String host;
  private final int port;
  private final int managementPort;
  private final Path log;
  private final Map<String, String> settings;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(RESPONSE_TIMEOUT).build();
  private final Path javaHome =
      Path.of(System.getProperty("orders.java.home", System.getProperty("java.home")));
  private List<String> jvmOptions = List.of("-Xmx512m");

  /**
   * Creates a stopped server; {@link #start} starts it.
   *
   * @param settings environment variables such as ORDERS_DB_URL; host and ports are added
   */
  public ApplicationServer(
      String host, int port, int managementPort, Path log, Map<String, String> settings) {
    super("The application", START_TIMEOUT, STOP_TIMEOUT);
    this.host = host;
    this.port = port;
    this.managementPort = managementPort;
    this.log = log.toAbsolutePath();
    this.settings = new TreeMap<>(settings);
    this.settings.put("ORDERS_HTTP_HOST", host);
    this.settings.put("ORDERS_HTTP_PORT", Integer.toString(port));
    this.settings.put("ORDERS_MANAGEMENT_PORT", Integer.toString(managementPort));
  }

  /** Replaces the JVM options {@code -Xmx512m}; effective at the next start. */
  public ApplicationServer withJvmOptions(String... options) {
    this.jvmOptions = List.of(options);
    return this;
  }

  /** Sets an environment variable; effective at the next start. */
  public ApplicationServer withSetting(String variable, String value) {
    settings.put(variable, value);
    return this;
  }

  /** Leaves an environment variable unset; effective at the next start. */
  public ApplicationServer withoutSetting(String variable) {
    settings.remove(variable);
    return this;
  }

  /** Base URL, for example {@code http://localhost:8080}. */
  public URI uri() {
    return uriAt(port);
  }

  private URI uriAt(int port) {
    var isLoopbackOrWildcard =
        host.equals("127.0.0.1") || host.equals("0.0.0.0") || host.equals("::");
    var hostName =
        isLoopbackOrWildcard ? "localhost" : host.contains(":") ? "[" + host + "]" : host;
    return URI.create("http://" + hostName + ":" + port);
  }

  /** URL of a path, for example {@code /graphql}. */
  public URI uri(String path) {
    return uri().resolve(path);
  }

  /** URL of a path on the management port, for example {@code /health/ready}. */
  public URI managementUri(String path) {
    return uriAt(managementPort).resolve(path);
  }

  public int port() {
    return port;
  }

  public Path log() {
    return log;
  }

  @Override
  public ApplicationServer start() {
    super.start();
    return this;
  }

  @Override
  ChildJvm process(String name) {
    var arguments = new ArrayList<>(jvmOptions);
    arguments.addAll(List.of("-jar", BuildOutput.ordersJar().toString()));
    return ChildJvm.start(name, javaHome, arguments, settings, log);
  }

  /** Whether the readiness check answers 200. */
  @Override
  public boolean isReady() {
    try {
      var request =
          HttpRequest.newBuilder(managementUri("/health/ready")).timeout(RESPONSE_TIMEOUT).build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while checking readiness", e);
    }
  }

  /** Sum of a metric over all its tags, read from {@code /metrics}; 0 if absent. */
  public double metric(String name) {
    var request =
        HttpRequest.newBuilder(managementUri("/metrics")).timeout(RESPONSE_TIMEOUT).build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString())
          .body()
          .lines()
          .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading metrics", e);
    }
  }
}
