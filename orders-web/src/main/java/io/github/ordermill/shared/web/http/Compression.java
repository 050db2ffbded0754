package io.github.ordermill.shared.web.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Bodies of answers, in gzip if the client accepts it and the body is long enough. */
final class Compression {

  /** Shorter bodies save fewer bytes than compression is worth. */
  private static final int MIN_BYTES = 1_024;

  private Compression() {}

  /** Whether a body of this size is to be compressed for the client of {@code request}. */
  static boolean applies(HttpServletRequest request, long size) {
    return size > MIN_BYTES && accepts(Collections.list(request.getHeaders("Accept-Encoding")));
  }

  /** Moves {@code body} into {@code compressed}, and returns this. */
  static AnswerBody compress(AnswerBody body, AnswerBody compressed) {
    try (var gzip = new FastGzip(compressed)) {
      body.moveTo(gzip);
    } catch (IOException e) {
      throw new UncheckedIOException("not thrown in memory", e);
    }
    return compressed;
  }

  /**
   * Whether gzip is acceptable and preferred at least as much as no encoding, after <a
   * href="https://www.rfc-editor.org/rfc/rfc9110#name-accept-encoding">RFC 9110</a>.
   *
   * @param acceptEncoding the values of the header Accept-Encoding
   */
  static boolean accepts(List<String> acceptEncoding) {
    double gzip = -1;
    double others = -1;
    double identity = -1;
    for (var entry : String.join(",", acceptEncoding).toLowerCase(Locale.ROOT).split(",")) {
      var parts = entry.split(";", 2);
      double quality = quality(parts.length == 1 ? "q=1" : parts[1].strip());
      switch (parts[0].strip()) {
        case "gzip", "x-gzip" -> gzip = quality;
        case "*" -> others = quality;
        case "identity" -> identity = quality;
        default -> {
          // an encoding that is not offered
        }
      }
    }
    double preference = gzip >= 0 ? gzip : others;
    return preference > 0 && preference >= identity;
  }

  /** The value of a parameter such as {@code q=0.5}; 0 if it is not well-formed. */
  private static double quality(String parameter) {
    return parameter.matches("q\\s*=\\s*(0(\\.\\d{0,3})?|1(\\.0{0,3})?)")
        ? Double.parseDouble(parameter.substring(parameter.indexOf('=') + 1).strip())
        : 0;
  }

  /** The fastest level: half the time for a tenth more bytes. */
  private static final class FastGzip extends GZIPOutputStream {

    FastGzip(OutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
