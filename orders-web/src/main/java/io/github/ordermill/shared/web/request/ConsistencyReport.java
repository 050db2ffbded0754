package io.github.ordermill.shared.web.request;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Entry {@code consistency} of a response's extensions: FRESH only if every field with a token
 * shows at least the token's version, otherwise STALE.
 */
public final class ConsistencyReport {

  private final List<Field> fields = new ArrayList<>();

  /**
   * A field with a token.
   *
   * @param path the field's path in the response
   * @param required the token's version
   * @param shown the version that the answer shows, 0 for none
   */
  private record Field(List<Object> path, int required, int shown) {

    boolean isFresh() {
      return shown >= required;
    }

    int lag() {
      return required - shown;
    }

    Map<String, Object> toMap() {
      var entry = new LinkedHashMap<String, Object>();
      entry.put("state", isFresh() ? "FRESH" : "STALE");
      if (!isFresh()) {
        entry.put("requiredVersion", required);
        entry.put("viewVersion", shown);
      }
      return entry;
    }
  }

  /** Adds a field; {@code shown} is 0 where the view shows nothing. */
  public synchronized void add(List<Object> path, int required, int shown) {
    fields.add(new Field(path, required, shown));
  }

  /**
   * The entry: that of the field with the greatest lag, followed by {@code fields} with one entry
   * each if there are several. Empty if no field had a token.
   */
  public synchronized Map<String, Object> toMap() {
    if (fields.isEmpty()) {
      return Map.of();
    }
    var all = fields.stream().max(Comparator.comparingInt(Field::lag)).orElseThrow().toMap();
    if (fields.size() > 1) {
      all.put(
          "fields",
          fields.stream()
              .map(
                  field -> {
                    var entry = new LinkedHashMap<String, Object>();
                    entry.put("path", field.path());
                    entry.putAll(field.toMap());
                    return entry;
                  })
              .toList());
    }
    return all;
  }
}
