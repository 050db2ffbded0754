package io.github.ordermill.settings;

import java.util.EnumMap;
import java.util.Map;

/**
 * What the GraphQL API allows and shows.
 *
 * @param limits a value for each
 * @param features whether each is on
 * @param origins whose pages may use it from a browser
 */
public record ApiSettings(
    Map<Limit, Integer> limits, Map<ApiSwitch, Boolean> features, Origins origins) {

  public ApiSettings {
    limits = Map.copyOf(limits);
    features = Map.copyOf(features);
  }

  /**
   * As set, and safe where nothing is set.
   *
   * @throws InvalidSetting on the first setting that is wrong
   */
  public static ApiSettings of(Settings settings) {
    var limits = new EnumMap<Limit, Integer>(Limit.class);
    for (var limit : Limit.values()) {
      limits.put(limit, limit.in(settings));
    }
    var features = new EnumMap<ApiSwitch, Boolean>(ApiSwitch.class);
    for (var feature : ApiSwitch.values()) {
      features.put(feature, feature.in(settings));
    }
    return new ApiSettings(limits, features, Origins.of(settings));
  }

  /** The value of a limit. */
  public int limit(Limit limit) {
    return limits.get(limit);
  }

  /** Whether a feature is on. */
  public boolean shows(ApiSwitch feature) {
    return features.get(feature);
  }
}
