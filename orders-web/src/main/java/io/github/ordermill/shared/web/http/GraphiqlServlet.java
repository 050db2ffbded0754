package io.github.ordermill.shared.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.ordermill.settings.ApiSettings;
import io.github.ordermill.settings.ApiSwitch;
import io.github.ordermill.shared.web.graphql.Json;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * <a href="https://github.com/graphql/graphiql">GraphiQL</a> with example operations that run
 * unchanged. All its files are served by this application. Off in production by default.
 */
@WebServlet(urlPatterns = "/graphql-ui/*", asyncSupported = true)
public class GraphiqlServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  /** Directory of the example operations; its index names them in the order of their tabs. */
  private static final String EXAMPLES = "/graphql/examples/";

  /** Directory of Vert.x's bundle: GraphiQL, its editor, and the editor's workers. */
  private static final String GRAPHIQL = "/io/vertx/ext/web/handler/graphiql/";

  /** The path contains the version, so that browsers may cache the files. */
  private static final Pattern GRAPHIQL_PATH =
      Pattern.compile("/graphiql-5\\.1\\.1/((?:assets|monacoeditorwork)/[\\w.-]+\\.(js|css|ttf))");

  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final String STYLE = "text/css; charset=utf-8";

  private static final Map<String, String> CONTENT_TYPES =
      Map.of("js", SCRIPT, "css", STYLE, "ttf", "font/ttf");

  private static final Map<String, Asset> PAGE =
      Map.of(
          "/", new Asset("/graphiql/index.html", "text/html; charset=utf-8", false),
          "/page.js", new Asset("/graphiql/page.js", SCRIPT, false),
          "/page.css", new Asset("/graphiql/page.css", STYLE, false),
          "/examples.json", new Asset(null, "application/json", false),
          "/licenses.txt", new Asset("/graphiql/licenses.txt", "text/plain; charset=utf-8", false));

  /** GraphiQL sets styles from scripts and has inline images in its style sheets. */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self' 'unsafe-inline';"
          + " font-src 'self' data:; img-src 'self' data:; connect-src 'self'; base-uri 'none';"
          + " form-action 'none'; frame-ancestors 'none'";

  private final transient Map<Asset, byte[]> contents = new ConcurrentHashMap<>();
  private final transient Map<Asset, byte[]> compressed = new ConcurrentHashMap<>();

  private final transient ApiSettings api;
  private final transient Exchanges exchanges;

  @Inject
  GraphiqlServlet(ApiSettings api, Exchanges exchanges) {
    this.api = api;
    this.exchanges = exchanges;
  }

  /**
   * File of the page.
   *
   * @param resource its name on the class path; null for the examples
   * @param constant whether it never changes, since its path contains its version
   */
  record Asset(String resource, String contentType, boolean constant) {

    byte[] content() throws IOException {
      return resource == null ? examples() : read(resource);
    }
  }

  /** The file at a path below this servlet; null if there is none. */
  static Asset asset(String path) {
    var bundled = GRAPHIQL_PATH.matcher(path);
    if (!bundled.matches()) {
      return PAGE.get(path);
    }
    var resource = GRAPHIQL + bundled.group(1);
    return GraphiqlServlet.class.getResource(resource) == null
        ? null
        : new Asset(resource, CONTENT_TYPES.get(bundled.group(2)), true);
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var exchange = exchanges.of(request, response);
    var asset = request.getPathInfo() == null ? null : asset(request.getPathInfo());
    if (!api.isOn(ApiSwitch.GRAPHIQL) || request.getPathInfo() != null && asset == null) {
      JsonAnswer.refuseAfterBody(
          exchange, ErrorServlet.refusal(HttpServletResponse.SC_NOT_FOUND, null));
    } else if (!Redirect.isPossible(request)) {
      response.setHeader("Allow", "GET, HEAD");
      JsonAnswer.refuseAfterBody(
          exchange, ErrorServlet.refusal(HttpServletResponse.SC_METHOD_NOT_ALLOWED, null));
    } else if (asset == null) {
      Redirect.toGraphiql(exchange);
    } else {
      send(exchange, asset);
    }
  }

  private void send(Exchange exchange, Asset asset) throws IOException {
    boolean isCompressed =
        Compression.accepts(Collections.list(exchange.request().getHeaders("Accept-Encoding")));
    var body = isCompressed ? compressed(asset) : content(asset);
    exchange.answer(
        response -> {
          response.setContentType(asset.contentType());
          response.setHeader(
              "Cache-Control",
              asset.constant() ? "public, max-age=31536000, immutable" : "no-cache");
          response.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
          response.setHeader("Referrer-Policy", "no-referrer");
          response.setHeader("Vary", "Accept-Encoding");
          response.setHeader("X-Content-Type-Options", "nosniff");
          response.setHeader("X-Frame-Options", "DENY");
          if (isCompressed) {
            response.setHeader("Content-Encoding", "gzip");
          }
        },
        AnswerBody.constant(body));
  }

  /** Kept, so that clients that do not read their answers hold one copy together. */
  private byte[] content(Asset asset) throws IOException {
    var known = contents.get(asset);
    if (known != null) {
      return known;
    }
    var read = asset.content();
    contents.putIfAbsent(asset, read);
    return contents.get(asset);
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
    compressed.putIfAbsent(asset, bytes.toByteArray());
    return compressed.get(asset);
  }

  private static byte[] examples() throws IOException {
    var examples = new ArrayList<Map<String, String>>();
    for (var name : exampleNames()) {
      examples.add(
          Map.of(
              "query", text(EXAMPLES + name + ".graphql"),
              "variables", text(EXAMPLES + name + ".json")));
    }
    var json = new ByteArrayOutputStream();
    Json.write(examples, json);
    return json.toByteArray();
  }

  /** Names of the example operations, in the order of their tabs. */
  static List<String> exampleNames() throws IOException {
    return text(EXAMPLES + "index.txt").lines().toList();
  }

  private static String text(String name) throws IOException {
    return new String(read(name), UTF_8);
  }

  private static byte[] read(String name) throws IOException {
    try (var resource = GraphiqlServlet.class.getResourceAsStream(name)) {
      return resource.readAllBytes();
    }
  }
}
