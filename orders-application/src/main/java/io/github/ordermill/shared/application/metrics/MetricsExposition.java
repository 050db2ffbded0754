package io.github.ordermill.shared.application.metrics;

import java.io.IOException;
import java.io.OutputStream;

/** The metrics of this node as a document for a scraper. */
public interface MetricsExposition {

  /**
   * Media type of the document.
   *
   * @param accept header {@code Accept} of the request; null if absent
   */
  String contentType(String accept);

  /**
   * Writes the document: OpenMetrics where the scraper accepts it, else Prometheus' text format.
   *
   * @param accept as for {@link #contentType}
   */
  void write(String accept, OutputStream out) throws IOException;
}
