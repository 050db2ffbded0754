package io.github.ordermill.shared.web.request;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an answer tells of the consistency tokens that came with its request: FRESH only if every
 * field with a token shows what the token asks for.
 */
public final class ConsistencyReport {

  private final List<Field> fields = new ArrayList<>();

  /**
   * A field that was asked for with a token.
   *
   * @param path of the field in the response
   * @param required the version that the token asks for
   * @param shown the version that the answer shows, 0 for none
   */
  private record Field(List<Object> path, int required, int shown) {

    boolean isFresh() {
      return shown >= required;
    }

    int behind() {
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

  public synchronized void add(List<Object> path, int required, int shown) {
    fields.add(new Field(path, required, shown));
  }

  /**
   * The field that is furthest behind speaks for all; each for itself if there are several. Empty
   * if nothing was asked for with a token.
   */
  public synchronized Map<String, Object> toMap() {
    if (fields.isEmpty()) {
      return Map.of();
    }
    var all = fields.stream().max(Comparator.comparingInt(Field::behind)).orElseThrow().toMap();
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
