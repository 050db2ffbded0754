package io.github.ordermill.shared.web.http;

import jakarta.activation.MimeType;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Media type of answers, with the negotiation between client and server. */
enum ResponseFormat {
  /** The status code states whether the request was executed. */
  GRAPHQL_RESPONSE("application/graphql-response+json"),
  /** For older clients, which take any status but 200 for a transport error. */
  JSON("application/json");

  private final String mediaType;

  ResponseFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  /** The value of the header Content-Type. */
  String contentType() {
    return mediaType + "; charset=utf-8";
  }

  /** The status of an answer without {@code data}, that is, of a request that was not executed. */
  int refusalStatus() {
    return this == GRAPHQL_RESPONSE ? 400 : 200;
  }

  /**
   * The preferred format of the header Accept, after <a
   * href="https://www.rfc-editor.org/rfc/rfc9110#name-accept">RFC 9110</a>. Of two with the same
   * quality, a named one precedes a wildcard, and the first constant precedes the second; without
   * the header, {@link #JSON}.
   *
   * @param accept the header's values; empty to accept everything
   * @return empty if no format is acceptable
   */
  static Optional<ResponseFormat> negotiate(List<String> accept) {
    var ranges =
        accept.stream()
            .flatMap(value -> MediaTypes.split(value).stream())
            .map(String::trim)
            .filter(range -> !range.isEmpty())
            .map(Range::parse)
            .flatMap(Optional::stream)
            .toList();
    if (ranges.isEmpty()) {
      return accept.stream().allMatch(String::isBlank) ? Optional.of(JSON) : Optional.empty();
    }
    return Stream.of(GRAPHQL_RESPONSE, JSON)
        .map(format -> new Candidate(format, format.bestOf(ranges)))
        .filter(candidate -> candidate.range != null && candidate.range.quality > 0)
        .max(Candidate.ORDER)
        .map(Candidate::format);
  }

  /** The most specific range that includes this format, null if there is none. */
  private Range bestOf(List<Range> ranges) {
    return ranges.stream()
        .filter(range -> range.specificity(mediaType) > 0)
        .max(
            Comparator.<Range>comparingInt(range -> range.specificity(mediaType))
                .thenComparingDouble(Range::quality))
        .orElse(null);
  }

  private record Candidate(ResponseFormat format, Range range) {

    static final Comparator<Candidate> ORDER =
        Comparator.<Candidate>comparingDouble(candidate -> candidate.range.quality)
            .thenComparing(candidate -> candidate.range.specificity(candidate.format.mediaType))
            .thenComparing(
                candidate ->
                    candidate.range.specificity(candidate.format.mediaType) == Range.NAMED
                        ? -candidate.format.ordinal()
                        : candidate.format.ordinal());
  }

  /** Entry of the header. */
  private record Range(String type, double quality) {

    static final int NAMED = 3;

    /** RFC 9110, and without the digit before the point, as Java's URLConnection sends it. */
    private static final Pattern QUALITY =
        Pattern.compile("0(\\.\\d{0,3})?|1(\\.0{0,3})?|\\.\\d{1,3}");

    /** The range; empty if it is malformed, or for a charset other than UTF-8. */
    static Optional<Range> parse(String text) {
      return MediaTypes.parse(text)
          .filter(MediaTypes::isUtf8)
          .flatMap(
              range -> {
                var quality = range.getParameter("q") == null ? "1" : range.getParameter("q");
                return QUALITY.matcher(quality).matches()
                    ? Optional.of(new Range(typeOf(range), Double.parseDouble(quality)))
                    : Optional.empty();
              });
    }

    private static String typeOf(MimeType range) {
      return range.getBaseType().toLowerCase(Locale.ROOT);
    }

    /** 0 if the range does not include {@code mediaType}, otherwise 1 to 3, 3 if it is named. */
    int specificity(String mediaType) {
      if (type.equals(mediaType)) {
        return NAMED;
      }
      return type.equals("application/*") ? 2 : type.equals("*/*") ? 1 : 0;
    }
  }
}
