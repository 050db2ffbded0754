package io.github.ordermill.boot;

import io.github.ordermill.settings.ApiSettings;
import io.github.ordermill.settings.Limit;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * The server's administration commands for its two listeners: the API's and, with threads of its
 * own, that of health checks and metrics. Neither listens before the application has been started.
 */
final class ListenerCommands {

  private static final String CONFIG = "set configs.config.server-config.";
  private static final String LISTENERS =
      CONFIG + "network-config.network-listeners.network-listener.";
  private static final String PROTOCOLS = CONFIG + "network-config.protocols.protocol.";
  private static final String API = "http-listener";
  private static final String MANAGEMENT = "management-listener";
  private static final String MANAGEMENT_THREADS = "management-thread-pool";

  private final InetAddress host;
  private final InetAddress managementHost;
  private final int managementPort;
  private final ApiSettings limits;

  ListenerCommands(
      InetAddress host, InetAddress managementHost, int managementPort, ApiSettings limits) {
    this.host = host;
    this.managementHost = managementHost;
    this.managementPort = managementPort;
    this.limits = limits;
  }

  /** Commands to be executed before the server starts. */
  List<String> beforeStart() {
    return Stream.of(
            server(),
            apiListener(),
            managementListener(),
            protocol(API),
            protocol(MANAGEMENT),
            transport())
        .flatMap(List::stream)
        .toList();
  }

  /** Arguments of the command {@code set} that open the ports. */
  List<String> enabled() {
    return Stream.of(API, MANAGEMENT)
        .map(name -> (LISTENERS + name + ".enabled=true").substring("set ".length()))
        .toList();
  }

  /**
   * Disables Hazelcast, which otherwise listens on a port of its own even without a cluster, and
   * the server's health checks and metrics: the application has its own, and the server's health
   * checks succeed without an application.
   */
  private static List<String> server() {
    return List.of(
        CONFIG + "hazelcast-config-specific-configuration.enabled=false",
        CONFIG + "microprofile-metrics-configuration.enabled=false",
        "set-microprofile-healthcheck-configuration --enabled=false");
  }

  private List<String> apiListener() {
    return List.of(
        LISTENERS + API + ".address=" + escaped(host), LISTENERS + API + ".enabled=false");
  }

  /** A few threads suffice: its callers are probes and one or two scrapers. */
  private List<String> managementListener() {
    return List.of(
        "create-threadpool --minthreadpoolsize=2 --maxthreadpoolsize=4 --maxqueuesize=64 "
            + MANAGEMENT_THREADS,
        "create-protocol " + MANAGEMENT,
        "create-http --default-virtual-server=server --xpowered=false " + MANAGEMENT,
        "create-network-listener --address=%s --listenerport=%d --protocol=%s --threadpool=%s --enabled=false %s"
            .formatted(
                managementHost.getHostAddress(),
                managementPort,
                MANAGEMENT,
                MANAGEMENT_THREADS,
                MANAGEMENT));
  }

  /**
   * Limits of a listener. HTTP/2 is off: its streams are not bounded together, so that a few
   * connections could take all threads. A thread that reads or writes for longer than the limits
   * gives up; the limit of a whole request is only for those that hang. Headers have a place above
   * their limit for the refusal; {@code comet} is the name of the add-on for connections.
   */
  private List<String> protocol(String name) {
    var http = PROTOCOLS + name + ".http.";
    return List.of(
        http + "http2-enabled=false",
        http + "comet-support-enabled=true",
        http + "request-timeout-seconds=120",
        http + "upload-timeout-enabled=true",
        http + "connection-upload-timeout-millis=" + limits.limit(Limit.BODY_SECONDS) * 1_000,
        http + "header-buffer-length-bytes=" + (limits.limit(Limit.HEADER_BYTES) + 1_024));
  }

  private List<String> transport() {
    var tcp = CONFIG + "network-config.transports.transport.tcp.";
    return List.of(
        tcp + "read-timeout-millis=" + limits.limit(Limit.BODY_SECONDS) * 1_000,
        tcp + "write-timeout-millis=" + limits.limit(Limit.SEND_SECONDS) * 1_000);
  }

  /** The colons of an IPv6 address are separators in a command. */
  private static String escaped(InetAddress address) {
    return address.getHostAddress().replace(":", "\\:");
  }
}
