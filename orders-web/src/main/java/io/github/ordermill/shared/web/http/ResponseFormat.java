package io.github.ordermill.shared.web.http;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The media types of answers, and which of them a client wants. */
enum ResponseFormat {
  /** For everyone who understands it: the status tells whether the request was fit to execute. */
  GRAPHQL_RESPONSE("application/graphql-response+json"),
  /** For older clients, who take any status but 200 for a fault of the transport. */
  JSON("application/json");

  private final String mediaType;

  ResponseFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  /** For the header Content-Type. */
  String contentType() {
    return mediaType + "; charset=utf-8";
  }

  /** The status of an answer without {@code data}: nothing was executed. */
  int refusalStatus() {
    return this == GRAPHQL_RESPONSE ? 400 : 200;
  }

  /**
   * What the header Accept asks for, after <a
   * href="https://www.rfc-editor.org/rfc/rfc9110#name-accept">RFC 9110</a>. Of two that are equally
   * welcome, one that is named goes before a wildcard, and the first constant goes before the
   * second; whoever names none gets {@link #JSON}.
   *
   * @param accept the header's values; none at all accepts everything
   * @return empty if none of ours is acceptable
   */
  static Optional<ResponseFormat> negotiate(List<String> accept) {
    var ranges =
        accept.stream()
            .flatMap(value -> Stream.of(value.split(",")))
            .map(String::trim)
            .filter(range -> !range.isEmpty())
            .map(Range::parse)
            .flatMap(Optional::stream)
            .toList();
    if (ranges.isEmpty()) {
      return accept.stream().allMatch(String::isBlank) ? Optional.of(JSON) : Optional.empty();
    }
    return Stream.of(GRAPHQL_RESPONSE, JSON)
        .map(format -> new Welcome(format, format.bestOf(ranges)))
        .filter(welcome -> welcome.range != null && welcome.range.quality > 0)
        .max(Welcome.ORDER)
        .map(Welcome::format);
  }

  /** The most specific range that this falls under, null if it falls under none. */
  private Range bestOf(List<Range> ranges) {
    return ranges.stream()
        .filter(range -> range.specificity(mediaType) > 0)
        .max(
            Comparator.<Range>comparingInt(range -> range.specificity(mediaType))
                .thenComparingDouble(Range::quality))
        .orElse(null);
  }

  private record Welcome(ResponseFormat format, Range range) {

    static final Comparator<Welcome> ORDER =
        Comparator.<Welcome>comparingDouble(welcome -> welcome.range.quality)
            .thenComparing(welcome -> welcome.range.specificity(welcome.format.mediaType))
            .thenComparing(
                welcome ->
                    welcome.range.specificity(welcome.format.mediaType) == Range.NAMED
                        ? -welcome.format.ordinal()
                        : welcome.format.ordinal());
  }

  /** One entry of the header. */
  private record Range(String type, double quality) {

    static final int NAMED = 3;

    /** The range, or empty if it asks for something that we never send, or is not well-formed. */
    static Optional<Range> parse(String text) {
      var parts = text.split(";");
      double quality = 1;
      for (int i = 1; i < parts.length; i++) {
        var parameter = parts[i].trim().toLowerCase(Locale.ROOT);
        if (parameter.startsWith("q=")) {
          if (!parameter.matches("q=(0(\\.\\d{0,3})?|1(\\.0{0,3})?)")) {
            return Optional.empty();
          }
          quality = Double.parseDouble(parameter.substring(2));
        } else if (parameter.startsWith("charset=")
            && !parameter.replace("\"", "").equals("charset=utf-8")) {
          return Optional.empty();
        }
      }
      return Optional.of(new Range(parts[0].trim().toLowerCase(Locale.ROOT), quality));
    }

    /** 0 if {@code mediaType} is not in this range, more the closer the range fits. */
    int specificity(String mediaType) {
      if (type.equals(mediaType)) {
        return NAMED;
      }
      return type.equals("application/*") ? 2 : type.equals("*/*") ? 1 : 0;
    }
  }
}
