package io.github.ordermill.docs;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A fenced code block of a document.
 *
 * @param document where it is, absolute
 * @param language what follows the fence, such as {@code js}; may be empty
 * @param code its lines
 */
public record CodeBlock(Path document, String language, String code) {

  private static final Pattern FENCED =
      Pattern.compile("^( *)```(\\w*)\\n(.*?)^\\1```", Pattern.MULTILINE | Pattern.DOTALL);

  /** All code blocks of all documents. */
  public static List<CodeBlock> all() {
    return Checkout.documents().stream()
        .flatMap(
            document ->
                FENCED
                    .matcher(Checkout.read(document))
                    .results()
                    .map(block -> new CodeBlock(document, block.group(2), block.group(3))))
        .toList();
  }

  /** A document's text without its code blocks. */
  static String remove(String text) {
    return FENCED.matcher(text).replaceAll("");
  }

  /** Whether {@code DocsIT} runs it: JavaScript and curl commands. */
  public boolean isRun() {
    return language.equals("js") || code.startsWith("curl ");
  }

  /** Whether {@code DocsTest} compares it with the sources: it is a quote in Java or SQL. */
  boolean isQuote() {
    return language.equals("java") || language.equals("sql");
  }

  /** The document's name and the first line of code, as a name for messages. */
  String title() {
    return document.getFileName() + ": " + code.lines().findFirst().orElse("").strip();
  }
}
