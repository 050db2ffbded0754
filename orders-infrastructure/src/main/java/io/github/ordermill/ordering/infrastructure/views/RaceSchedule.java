package io.github.ordermill.ordering.infrastructure.views;

import java.util.List;

/**
 * How many rows index scan and filter scan read in their turns, ascending. The index scan has the
 * first turn, and another one at once if the share of its rows that pass promises the page by its
 * next turn. After the last turn the filter scan reads all its rows.
 */
record RaceSchedule(List<Integer> indexScan, List<Integer> filterScan) {

  /** For rows that decide the filter themselves: well below 1 µs each. */
  static final RaceSchedule DECIDING_ROWS =
      new RaceSchedule(List.of(2_000, 8_000, 32_000), List.of(4_000, 16_000));

  /** For rows each of which needs a look-up of another row. */
  static final RaceSchedule LOOKING_UP_ROWS =
      new RaceSchedule(List.of(500, 4_000, 16_000), List.of(2_000, 8_000));

  /** The maximum number of rows of the index scan. */
  int maxIndexRows() {
    return indexScan.get(indexScan.size() - 1);
  }

  /**
   * An expression for the scan that finds the first {@code limit} orders first: {@code 'walk'} for
   * the index scan, {@code 'rest'} for the filter scan, after the names of their table expressions.
   */
  String winner(long limit) {
    var winner = new StringBuilder("CASE");
    for (int turn = 0; turn < indexScan.size(); turn++) {
      int rows = indexScan.get(turn);
      winner.append(" WHEN " + passing(rows, limit) + " = " + limit + " THEN 'walk'");
      if (turn + 1 < indexScan.size()) {
        int moreRows = indexScan.get(turn + 1);
        winner.append(
            " WHEN %s * %d >= %d AND %s = %d THEN 'walk'"
                .formatted(
                    passing(rows, limit), moreRows, limit * rows, passing(moreRows, limit), limit));
      }
      if (turn < filterScan.size()) {
        winner.append(
            " WHEN (SELECT count(*) FROM (SELECT FROM rest LIMIT %1$d) r) < %1$d THEN 'rest'"
                .formatted(filterScan.get(turn)));
      }
    }
    return winner.append(" ELSE 'rest' END").toString();
  }

  /** Rows of the index scan that pass come sorted; a sort would read all of them. */
  private static String passing(int rows, long limit) {
    return """
        (SELECT count(*) FROM (
          SELECT FROM (SELECT passes FROM walk LIMIT %d) w WHERE passes LIMIT %d) p)\
        """
        .formatted(rows, limit);
  }
}
