package io.github.ordermill.shared.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.activation.MimeType;
import jakarta.activation.MimeTypeParseException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Media types as clients send them, parsed by Jakarta Activation, which is part of every server:
 * quoted parameters, unknown ones and a semicolon at the end are accepted.
 */
final class MediaTypes {

  private MediaTypes() {}

  /** The media type or range of a text; empty if it is malformed. */
  static Optional<MimeType> parse(String text) {
    var stripped = text.strip();
    // the default of Java's URLConnection until 17: "*; q=.2"
    var complete =
        stripped.equals("*") || stripped.startsWith("*;") || stripped.startsWith("* ")
            ? "*/" + stripped
            : stripped;
    try {
      return Optional.of(new MimeType(complete));
    } catch (MimeTypeParseException malformed) {
      return Optional.empty();
    }
  }

  /** The entries of a list, such as the header Accept; commas in quotes do not separate them. */
  static List<String> split(String list) {
    var entries = new ArrayList<String>();
    boolean isQuoted = false;
    int start = 0;
    for (int i = 0; i < list.length(); i++) {
      char next = list.charAt(i);
      if (next == '"') {
        isQuoted = !isQuoted;
      } else if (next == '\\' && isQuoted) {
        i++;
      } else if (next == ',' && !isQuoted) {
        entries.add(list.substring(start, i));
        start = i + 1;
      }
    }
    entries.add(list.substring(start));
    return entries;
  }

  /** Whether a parameter {@code charset}, if there is one, is any of the names of UTF-8. */
  static boolean isUtf8(MimeType type) {
    var charset = type.getParameter("charset");
    try {
      return charset == null || Charset.forName(charset.strip()).equals(UTF_8);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      return false;
    }
  }

  /** Whether the header Content-Type is JSON in UTF-8; null is not. */
  static boolean isJson(String contentType) {
    return contentType != null
        && parse(contentType)
            .filter(type -> type.getBaseType().equalsIgnoreCase("application/json"))
            .filter(MediaTypes::isUtf8)
            .isPresent();
  }
}
