package io.github.ordermill.settings;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Web <a href="https://www.rfc-editor.org/rfc/rfc6454">origins</a> whose pages may use the API from
 * a browser: those listed in {@code ORDERS_CORS_ORIGINS}; none by default.
 */
public final class Origins {

  private static final String VARIABLE = Setting.CORS_ORIGINS.variable();

  private static final Pattern ORIGIN =
      Pattern.compile("https?://([a-z0-9.-]+|\\[[0-9a-f:.]+])(:[1-9][0-9]{0,4})?");

  private final Set<String> allowed;
  private final Optional<String> own;

  private Origins(Set<String> allowed, Optional<String> own) {
    this.allowed = Set.copyOf(allowed);
    this.own = own;
  }

  /**
   * Reads the origins, separated by commas.
   *
   * @param own the origin of the server as clients see it, if it is known
   * @throws InvalidSetting on the first text that is not an origin
   */
  static Origins of(Settings settings, Optional<String> own) {
    var allowed = new LinkedHashSet<String>();
    for (var origin : settings.get(VARIABLE).orElse("").split(",")) {
      var text = origin.strip();
      if (!text.isEmpty()) {
        allowed.add(checked(text));
      }
    }
    return new Origins(allowed, own);
  }

  private static String checked(String origin) {
    if (!ORIGIN.matcher(origin).matches()) {
      throw new InvalidSetting(
          VARIABLE
              + " names \""
              + origin
              + "\": give exact origins as browsers send them, such as https://shop.example, with"
              + " commas between them.");
    }
    return origin;
  }

  /** Whether no page of another site may use the API. */
  public boolean isEmpty() {
    return allowed.isEmpty();
  }

  /** Whether pages of an origin, a value of the header Origin, may use the API. */
  public boolean allows(String origin) {
    return allowed.contains(origin);
  }

  /**
   * Whether pages of an origin may use the API: a listed one, or that of this server, which is the
   * origin of {@code ORDERS_PUBLIC_URL} or follows from the header Host.
   *
   * @param host the value of the header Host, by which the client addresses this server
   */
  public boolean allows(String origin, String host) {
    if (allows(origin) || own.isPresent() && own.get().equals(origin)) {
      return true;
    }
    var originHost = hostOf(origin);
    return host != null
        && host.toLowerCase(Locale.ROOT).equals(originHost)
        && own.filter(it -> hostOf(it).equals(originHost)).isEmpty();
  }

  private static String hostOf(String origin) {
    return origin != null && ORIGIN.matcher(origin).matches()
        ? URI.create(origin).getRawAuthority()
        : null;
  }
}
