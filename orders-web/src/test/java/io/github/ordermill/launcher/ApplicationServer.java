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

/** The application from {@code orders.jar}, in a process of its own. */
public final class ApplicationServer extends JavaServer {

  private static final Duration START = Duration.ofSeconds(180);
  private static final Duration STOP = Duration.ofSeconds(40);
  private static final Duration ANSWER = Duration.ofSeconds(5);

  private final String host;
  private final int port;
  private final Path log;
  private final Map<String, String> settings;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWER).build();
  private Path javaHome =
      Path.of(System.getProperty("orders.java.home", System.getProperty("java.home")));
  private List<String> jvmOptions = List.of("-Xmx512m");

  /**
   * Describes an application; {@link #start} starts it.
   *
   * @param settings environment variables such as ORDERS_DB_URL; host and port are added
   */
  public ApplicationServer(String host, int port, Path log, Map<String, String> settings) {
    super("The application", START, STOP);
    this.host = host;
    this.port = port;
    this.log = log.toAbsolutePath();
    this.settings = new TreeMap<>(settings);
    this.settings.put("ORDERS_HTTP_HOST", host);
    this.settings.put("ORDERS_HTTP_PORT", Integer.toString(port));
  }

  /**
   * The JVM to use from the next start on; else that of the system property {@code
   * orders.java.home}, else this one.
   */
  public ApplicationServer on(Path otherJavaHome) {
    this.javaHome = otherJavaHome;
    return this;
  }

  /** JVM options from the next start on, in place of {@code -Xmx512m}. */
  public ApplicationServer with(String... options) {
    this.jvmOptions = List.of(options);
    return this;
  }

  /** A setting from the next start on. */
  public ApplicationServer with(String variable, String value) {
    settings.put(variable, value);
    return this;
  }

  /** Its address, such as {@code http://localhost:8080}. */
  public URI uri() {
    var anywhere = host.equals("127.0.0.1") || host.equals("0.0.0.0") || host.equals("::");
    var name = anywhere ? "localhost" : host.contains(":") ? "[" + host + "]" : host;
    return URI.create("http://" + name + ":" + port);
  }

  /** One of its addresses, such as {@code /graphql}. */
  public URI uri(String path) {
    return uri().resolve(path);
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

  /** Whether its readiness check says yes. */
  @Override
  public boolean isReady() {
    try {
      var question = HttpRequest.newBuilder(uri("/health/ready")).timeout(ANSWER).build();
      return http.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the application", e);
    }
  }

  /** A figure of {@code /metrics}, all its tags together; 0 if there is none. */
  public double metric(String name) {
    var question = HttpRequest.newBuilder(uri("/metrics")).timeout(ANSWER).build();
    try {
      return http.send(question, HttpResponse.BodyHandlers.ofString())
          .body()
          .lines()
          .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking for a figure", e);
    }
  }
}
