package io.github.ordermill.shared.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.ordermill.settings.ApiSettings;
import io.github.ordermill.settings.Feature;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;

/**
 * <a href="https://github.com/graphql/graphiql">GraphiQL</a> with example operations that run as
 * they stand. Everything comes from this application, nothing from elsewhere; not in production.
 */
@WebServlet(urlPatterns = "/graphql-ui/*")
public class GraphiqlServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  /** The operations of {@code graphql/examples}, in the order of their tabs. */
  static final List<String> EXAMPLES =
      List.of(
          "place-an-order",
          "read-an-order",
          "list-orders-of-a-customer",
          "change-a-quantity",
          "change-the-shipping-address",
          "add-a-note",
          "confirm-an-order",
          "cancel-order-lines",
          "ship-an-order",
          "record-a-delivery",
          "cancel-an-order");

  private static final String GRAPHIQL = "/META-INF/resources/_static/graphiql/3.2.0/";
  private static final String REACT = "/META-INF/resources/webjars/react/18.3.1/umd/";
  private static final String REACT_DOM = "/META-INF/resources/webjars/react-dom/18.3.1/umd/";

  private static final String HTML = "text/html; charset=utf-8";
  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final String STYLE = "text/css; charset=utf-8";
  private static final String JSON = "application/json";

  /** Where each file comes from; there are no others. */
  static final Map<String, Asset> ASSETS =
      Map.of(
          "/", new Asset("/graphiql/index.html", HTML, false),
          "/page.js", new Asset("/graphiql/page.js", SCRIPT, false),
          "/page.css", new Asset("/graphiql/page.css", STYLE, false),
          "/examples.json", new Asset(null, JSON, false),
          "/assets/graphiql-3.2.0/graphiql.min.js",
              new Asset(GRAPHIQL + "graphiql.min.js", SCRIPT, true),
          "/assets/graphiql-3.2.0/graphiql.min.css",
              new Asset(GRAPHIQL + "graphiql.min.css", STYLE, true),
          "/assets/react-18.3.1/react.production.min.js",
              new Asset(REACT + "react.production.min.js", SCRIPT, true),
          "/assets/react-18.3.1/react-dom.production.min.js",
              new Asset(REACT_DOM + "react-dom.production.min.js", SCRIPT, true));

  /** GraphiQL sets styles from scripts and has its fonts and pictures inside its style sheet. */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src data:;"
          + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  private final transient Map<Asset, byte[]> compressed = new ConcurrentHashMap<>();

  @Inject private transient ApiSettings api;

  /**
   * A file of the page.
   *
   * @param resource on the class path; null for the examples
   * @param constant whether it never changes: its path holds its version
   */
  record Asset(String resource, String contentType, boolean constant) {

    byte[] content() throws IOException {
      return resource == null ? examples() : read(resource);
    }
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!api.shows(Feature.GRAPHIQL)) {
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    if (request.getPathInfo() == null) {
      response.sendRedirect(request.getRequestURI() + "/");
      return;
    }
    var asset = ASSETS.get(request.getPathInfo());
    if (asset == null) {
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    response.setContentType(asset.contentType());
    response.setHeader(
        "Cache-Control", asset.constant() ? "public, max-age=31536000, immutable" : "no-cache");
    response.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("Vary", "Accept-Encoding");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("X-Frame-Options", "DENY");
    var encodings = request.getHeader("Accept-Encoding");
    byte[] body;
    if (encodings != null && encodings.contains("gzip")) {
      response.setHeader("Content-Encoding", "gzip");
      body = compressed(asset);
    } else {
      body = asset.content();
    }
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private byte[] compressed(Asset asset) throws IOException {
    var known = compressed.get(asset);
    if (known != null) {
      return known;
    }
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(asset.content());
    }
    compressed.put(asset, bytes.toByteArray());
    return bytes.toByteArray();
  }

  private static byte[] examples() throws IOException {
    var examples = new ArrayList<Map<String, String>>();
    for (var name : EXAMPLES) {
      var file = "/graphql/examples/" + name;
      examples.add(
          Map.of(
              "query", new String(read(file + ".graphql"), UTF_8),
              "variables", new String(read(file + ".json"), UTF_8)));
    }
    var json = new ByteArrayOutputStream();
    Json.write(examples, json);
    return json.toByteArray();
  }

  private static byte[] read(String name) throws IOException {
    try (var resource = GraphiqlServlet.class.getResourceAsStream(name)) {
      return resource.readAllBytes();
    }
  }
}
