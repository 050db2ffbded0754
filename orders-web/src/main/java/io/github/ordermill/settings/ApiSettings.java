package io.github.ordermill.settings;

import java.util.EnumMap;
import java.util.Map;

/**
 * Settings of the GraphQL API.
 *
 * @param limits the value of each limit
 * @param switches the state of each switch
 * @param hosts the names by which clients may address the server
 * @param origins the origins whose pages may use the API from a browser
 */
public record ApiSettings(
    Map<Limit, Integer> limits, Map<ApiSwitch, Boolean> switches, Hosts hosts, Origins origins) {

  public ApiSettings {
    limits = Map.copyOf(limits);
    switches = Map.copyOf(switches);
  }

  /**
   * Reads all settings; those that are not set have safe defaults.
   *
   * @throws InvalidSetting on the first invalid setting
   */
  public static ApiSettings of(Settings settings) {
    var limits = new EnumMap<Limit, Integer>(Limit.class);
    for (var limit : Limit.values()) {
      limits.put(limit, limit.in(settings));
    }
    var switches = new EnumMap<ApiSwitch, Boolean>(ApiSwitch.class);
    for (var each : ApiSwitch.values()) {
      switches.put(each, each.in(settings));
    }
    var hosts = Hosts.of(settings);
    return new ApiSettings(
        limits, switches, hosts, Origins.of(settings, hosts.publicUrl().map(PublicUrl::origin)));
  }

  public int limit(Limit limit) {
    return limits.get(limit);
  }

  public boolean isOn(ApiSwitch apiSwitch) {
    return switches.get(apiSwitch);
  }
}
