package io.github.ordermill.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * URL by which clients address the server behind a proxy: {@code ORDERS_PUBLIC_URL}.
 *
 * @param scheme http or https
 * @param host in lower case; an IPv6 address in brackets
 * @param port never -1
 * @param path empty, or with a slash at its beginning and none at its end
 */
public record PublicUrl(String scheme, String host, int port, String path) {

  private static final String VARIABLE = Setting.PUBLIC_URL.variable();

  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  /**
   * Reads the URL; empty if it is not set.
   *
   * @throws InvalidSetting if it is not an absolute http or https URL without query and fragment
   */
  static Optional<PublicUrl> of(Settings settings) {
    return settings.get(VARIABLE).map(PublicUrl::parse);
  }

  private static PublicUrl parse(String text) {
    try {
      var url = new URI(text);
      var scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
      boolean isHttps = scheme.equals("https");
      if ((isHttps || scheme.equals("http"))
          && url.getHost() != null
          && url.getRawUserInfo() == null
          && url.getRawQuery() == null
          && url.getRawFragment() == null
          && url.getPort() <= Settings.MAX_PORT) {
        int defaultPort = isHttps ? HTTPS_PORT : HTTP_PORT;
        return new PublicUrl(
            scheme,
            url.getHost().toLowerCase(Locale.ROOT),
            url.getPort() < 0 ? defaultPort : url.getPort(),
            url.normalize().getRawPath().replaceAll("/+$", ""));
      }
    } catch (URISyntaxException invalid) {
      // reported below, like a URL of another kind
    }
    throw new InvalidSetting(
        VARIABLE
            + " is \""
            + text
            + "\": give the URL by which clients reach the server, such as https://shop.example.");
  }

  private boolean isDefaultPort() {
    return port == (scheme.equals("https") ? HTTPS_PORT : HTTP_PORT);
  }

  /** The origin of its pages, as browsers send it. */
  public String origin() {
    return scheme + "://" + host + (isDefaultPort() ? "" : ":" + port);
  }

  /** The absolute URL of a path of the server, which begins with a slash. */
  public String resolve(String serverPath) {
    return origin() + path + serverPath;
  }
}
