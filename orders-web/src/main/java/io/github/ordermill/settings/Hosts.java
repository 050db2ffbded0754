package io.github.ordermill.settings;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names by which clients may address the server, in the header Host. A page of another site can
 * give its own name the address of this server (DNS rebinding), and browsers would take the two for
 * one site; so names that others can register are refused.
 *
 * <p>In production with {@code ORDERS_PUBLIC_URL}, only its host is allowed. In development on a
 * loopback address, only localhost and loopback addresses, and the host of {@code
 * ORDERS_PUBLIC_URL}, are. Otherwise IP addresses and names of private networks are, which cannot
 * be registered: those of one label, such as the services of Kubernetes or Docker, and those below
 * {@code localhost}, {@code local}, {@code internal} and {@code home.arpa}.
 */
public final class Hosts {

  /** Host and optional port after RFC 3986, without user information or escapes. */
  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9._-]{1,255}|\\[[0-9A-Fa-f:.]{2,45}])(?::([0-9]{1,5}))?");

  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1]");
  private static final Pattern PRIVATE_NAME =
      Pattern.compile("[a-z_][a-z0-9_-]*|[a-z0-9._-]+\\.(localhost|local|internal|home\\.arpa)");

  private final Optional<PublicUrl> publicUrl;
  private final boolean production;
  private final boolean loopback;

  private Hosts(Optional<PublicUrl> publicUrl, boolean production, boolean loopback) {
    this.publicUrl = publicUrl;
    this.production = production;
    this.loopback = loopback;
  }

  static Hosts of(Settings settings) {
    return new Hosts(
        PublicUrl.of(settings),
        settings.production(),
        settings.httpHost(Setting.HTTP_HOST.defaultValue()).isLoopbackAddress());
  }

  /** Whether a text has the form of the header Host. */
  public static boolean isWellFormed(String host) {
    var parts = HOST.matcher(host);
    return parts.matches()
        && (parts.group(2) == null || Integer.parseInt(parts.group(2)) <= Settings.MAX_PORT);
  }

  /**
   * Whether clients may address the server by this name.
   *
   * @param host the value of the header Host
   */
  public boolean allows(String host) {
    var parts = HOST.matcher(host);
    if (!parts.matches() || !isWellFormed(host)) {
      return false;
    }
    var name = withoutFinalDot(parts.group(1).toLowerCase(Locale.ROOT));
    var port = parts.group(2);
    if (publicUrl.isPresent() && isPublic(publicUrl.get(), name, port)) {
      return true;
    }
    if (production && publicUrl.isPresent()) {
      return false;
    }
    if (LOOPBACK.matcher(name).matches()) {
      return true;
    }
    return (production || !loopback)
        && (name.startsWith("[")
            || IPV4.matcher(name).matches()
            || PRIVATE_NAME.matcher(name).matches());
  }

  /** Proxies leave out the port or send that of the URL. */
  private static boolean isPublic(PublicUrl url, String name, String port) {
    return name.equals(url.host()) && (port == null || Integer.parseInt(port) == url.port());
  }

  private static String withoutFinalDot(String name) {
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  /** The URL by which clients address the server; empty if it is not set. */
  public Optional<PublicUrl> publicUrl() {
    return publicUrl;
  }
}
