package io.github.ordermill.shared.web.request;

import jakarta.servlet.ServletRequest;
import java.util.regex.Pattern;

/**
 * Address of a client in the network, by which limits are shared out. An address of IPv6 stands for
 * its network of 64 bits, since one client has all addresses of such a network.
 *
 * @param text as the server reports it, without the interface identifier of an IPv6 address
 */
public record ClientAddress(String text) {

  /** Stands for an address that the server does not report. */
  public static final ClientAddress UNKNOWN = new ClientAddress("unknown");

  private static final int NETWORK_GROUPS = 4;
  private static final int GROUPS = 8;
  private static final Pattern COLON = Pattern.compile(":");

  /** The address that a request comes from: of the client, or of the last proxy before us. */
  public static ClientAddress of(ServletRequest request) {
    return of(request.getRemoteAddr());
  }

  /** An address as the server reports it; null counts as an address of its own. */
  static ClientAddress of(String remoteAddress) {
    if (remoteAddress == null) {
      return UNKNOWN;
    }
    boolean plainIpv6 = remoteAddress.indexOf(':') >= 0 && remoteAddress.indexOf('.') < 0;
    return new ClientAddress(plainIpv6 ? network(remoteAddress) : remoteAddress);
  }

  private static String network(String address) {
    int gap = address.indexOf("::");
    var head = groups(gap < 0 ? address : address.substring(0, gap));
    var tail = groups(gap < 0 ? "" : address.substring(gap + 2));
    var network = new StringBuilder();
    for (int i = 0; i < NETWORK_GROUPS; i++) {
      int fromEnd = i - (GROUPS - tail.length);
      network.append(i < head.length ? head[i] : fromEnd >= 0 ? tail[fromEnd] : "0").append(':');
    }
    return network.append(':').toString();
  }

  private static String[] groups(String text) {
    return text.isEmpty() ? new String[0] : COLON.split(text);
  }
}
