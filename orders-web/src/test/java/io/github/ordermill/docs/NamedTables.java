package io.github.ordermill.docs;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tables and sequences that documents may name with their schema: those of the migrations. */
final class NamedTables {

  private static final Pattern CREATED =
      Pattern.compile("CREATE (?:TABLE|SEQUENCE) ((\\w+)\\.\\w+)");

  /** A schema and a table, with an optional column. */
  private static final Pattern NAME = Pattern.compile("((\\w+)\\.\\w+)(?:\\.\\w+)?");

  private static final String MIGRATIONS =
      Checkout.files("orders-infrastructure/src/main/resources/db/migration", ".sql")
          .map(Checkout::read)
          .collect(Collectors.joining());

  private static final Set<String> TABLES = created(1);
  private static final Set<String> SCHEMAS = created(2);

  private NamedTables() {}

  /** Whether a piece of code in a sentence is no table's name, or names a table that exists. */
  static boolean exist(String code) {
    var name = NAME.matcher(code);
    return !name.matches() || !SCHEMAS.contains(name.group(2)) || TABLES.contains(name.group(1));
  }

  private static Set<String> created(int group) {
    return CREATED
        .matcher(MIGRATIONS)
        .results()
        .map(match -> match.group(group))
        .collect(Collectors.toUnmodifiableSet());
  }
}
