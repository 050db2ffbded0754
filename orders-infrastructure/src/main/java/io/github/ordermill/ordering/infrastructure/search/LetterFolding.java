package io.github.ordermill.ordering.infrastructure.search;

import io.github.ordermill.shared.infrastructure.database.Sql;
import java.sql.Connection;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Makes texts equal that differ in case, accents and forms of letters only: "Crème" and "creme",
 * "Łódź" and "lodz", "Straße" and "strasse". Letters that Unicode does not decompose, such as ø or
 * ı, are replaced by the rules of PostgreSQL's <a
 * href="https://www.postgresql.org/docs/current/unaccent.html">unaccent</a>, which are read once.
 */
final class LetterFolding {

  private static final int LAST_ASCII = 127;

  /** Accents, without the marks that make か a が, and characters that only direct the display. */
  private static final Pattern IGNORED = Pattern.compile("[\\p{Mn}\\p{Cf}&&[^\u3099\u309A]]+");

  private static volatile LetterFolding loaded;

  private final Map<Integer, String> rules;

  private LetterFolding(Map<Integer, String> rules) {
    this.rules = Map.copyOf(rules);
  }

  /** The folding by the rules of the database, which are those of the first one asked. */
  static LetterFolding of(Connection connection) {
    if (loaded == null) {
      loaded = new LetterFolding(rules(connection));
    }
    return loaded;
  }

  private static Map<Integer, String> rules(Connection connection) {
    var rules = new HashMap<Integer, String>();
    Sql.query(
        connection,
        """
        SELECT c, folded FROM generate_series(128, 65533) c
        CROSS JOIN LATERAL %s.unaccent(chr(c)) AS folded
        WHERE c NOT BETWEEN 55296 AND 57343 AND folded <> chr(c)
        """
            .formatted(schema(connection)),
        row -> rules.put(row.getInt("c"), row.getString("folded")));
    return rules;
  }

  /** The schema of the extension, which may have been created by the database's administrator. */
  private static String schema(Connection connection) {
    return Sql.query(
            connection,
            "SELECT quote_ident(nspname) FROM pg_extension"
                + " JOIN pg_namespace n ON n.oid = extnamespace WHERE extname = 'unaccent'",
            row -> row.getString(1))
        .get(0);
  }

  String folded(String text) {
    if (text.chars().allMatch(character -> character <= LAST_ASCII)) {
      return text.toLowerCase(Locale.ROOT);
    }
    var letters = IGNORED.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
    var folded = new StringBuilder(letters.length());
    letters.codePoints().forEach(character -> append(folded, character));
    return Normalizer.normalize(folded, Normalizer.Form.NFC)
        .toLowerCase(Locale.ROOT)
        .replace('ς', 'σ');
  }

  private void append(StringBuilder folded, int character) {
    if (character > LAST_ASCII && Character.getType(character) == Character.DECIMAL_DIGIT_NUMBER) {
      folded.append(Character.digit(character, 10));
      return;
    }
    var rule = character > LAST_ASCII ? rules.get(character) : null;
    if (rule == null) {
      folded.appendCodePoint(character);
    } else {
      folded.append(rule);
    }
  }
}
