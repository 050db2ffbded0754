package io.github.ordermill.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.client.RawHttpClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are malformed, misdirected or unusual, byte by byte. */
class HttpProtocolIT extends EndToEndTest {

  private static final String QUERY = "{\"query\":\"{ __typename }\"}";
  private static final String DATA = "{\"data\":{\"__typename\":\"Query\"}}";
  private static final String JSON = "Content-Type: application/json";
  private static final String LENGTH = "Content-Length: " + QUERY.length();
  private static final String CHUNKED = "Transfer-Encoding: chunked";
  private static final String CHUNKS = "1a\r\n" + QUERY + "\r\n0\r\n\r\n";
  private static final String GET = "/graphql?query=%7B__typename%7D";

  private final RawHttpClient raw = new RawHttpClient(stack.application().port());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*/*;q=.2",
        "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2",
        "application/json; charset=utf8",
        "text/plain;x=\"a,b\", application/json;",
        "application/graphql-response+json;charset=\"UTF-8\""
      })
  void understandsTheAcceptOfOlderClients(String accept) {
    var response = raw.post(QUERY, JSON, LENGTH, "Accept: " + accept);

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(DATA);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json;",
        "application/json; charset=utf8",
        "APPLICATION/JSON ; CHARSET=\"utf-8\"",
        "application/json; charset=\"UTF-8\"; foo=bar",
        "application/json;foo=\"a;b\""
      })
  void understandsTheContentTypesOfJson(String type) {
    assertThat(raw.post(QUERY, "Content-Type: " + type, LENGTH).body()).isEqualTo(DATA);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "br", "identity, gzip", "x"})
  void refusesACompressedBody(String encoding) {
    var response = raw.post(QUERY, JSON, LENGTH, "Content-Encoding: " + encoding);

    assertThat(response.status()).isEqualTo(415);
    assertThat(response.body()).contains("Content-Encoding");
  }

  @Test
  void acceptsChunksAndAnnouncedBodies() throws IOException {
    assertThat(raw.post(CHUNKS, JSON, CHUNKED).body()).isEqualTo(DATA);
    try (var socket = raw.connect()) {
      socket
          .getOutputStream()
          .write(
              ("POST /graphql HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"
                      + JSON
                      + "\r\n"
                      + LENGTH
                      + "\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));

      var interim = RawHttpClient.read(socket, false);
      socket.getOutputStream().write(QUERY.getBytes(StandardCharsets.US_ASCII));

      assertThat(interim.status()).isEqualTo(100);
      assertThat(RawHttpClient.read(socket, false).body()).isEqualTo(DATA);
    }
  }

  @Test
  void answersPipelinedRequestsInTheirOrder() throws IOException {
    var request = "GET " + GET + " HTTP/1.1\r\nHost: localhost\r\n";
    try (var socket = raw.connect()) {
      socket
          .getOutputStream()
          .write(
              (request
                      + "X-Correlation-Id: first\r\n\r\n"
                      + request
                      + "X-Correlation-Id: second\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));

      assertThat(RawHttpClient.read(socket, false).header("X-Correlation-Id")).contains("first");
      assertThat(RawHttpClient.read(socket, false).header("X-Correlation-Id")).contains("second");
    }
  }

  static Stream<Arguments> malformedRequests() {
    var host = "Host: localhost\r\n";
    var post = "POST /graphql HTTP/1.1\r\n" + host + JSON + "\r\n";
    return Stream.of(
        Arguments.of(
            "length and transfer encoding",
            400,
            post + LENGTH + "\r\n" + CHUNKED + "\r\n\r\n" + CHUNKS),
        Arguments.of(
            "transfer encoding and length",
            400,
            post + CHUNKED + "\r\n" + LENGTH + "\r\n\r\n" + CHUNKS),
        Arguments.of(
            "chunks of version 1.0",
            400,
            (post + CHUNKED).replace("HTTP/1.1", "HTTP/1.0") + "\r\n\r\n" + CHUNKS),
        Arguments.of("two lengths", 400, post + LENGTH + "\r\nContent-Length: 5\r\n\r\n" + QUERY),
        Arguments.of("a list of lengths", 400, post + "Content-Length: 26, 5\r\n\r\n" + QUERY),
        Arguments.of("a negative length", 400, post + "Content-Length: -1\r\n\r\n" + QUERY),
        Arguments.of("a signed length", 400, post + "Content-Length: +26\r\n\r\n" + QUERY),
        Arguments.of(
            "another transfer encoding",
            400,
            post + "Transfer-Encoding: gzip, chunked\r\n\r\n" + CHUNKS),
        Arguments.of(
            "an unknown transfer encoding", 400, post + "Transfer-Encoding: x\r\n\r\n" + CHUNKS),
        Arguments.of(
            "a space before the colon", 400, post + "Transfer-Encoding : chunked\r\n\r\n" + CHUNKS),
        Arguments.of("a folded header", 400, post + LENGTH + "\r\nX: a\r\n b\r\n\r\n" + QUERY),
        Arguments.of("a chunk without a size", 400, post + CHUNKED + "\r\n\r\nxyz\r\n" + CHUNKS),
        Arguments.of("a negative chunk", 400, post + CHUNKED + "\r\n\r\n-1\r\n" + CHUNKS),
        Arguments.of(
            "a huge chunk extension",
            400,
            post + CHUNKED + "\r\n\r\n1a;" + "x".repeat(50_000) + "\r\n" + CHUNKS),
        Arguments.of("no host", 400, "GET " + GET + " HTTP/1.1\r\n\r\n"),
        Arguments.of("an empty host", 400, "GET " + GET + " HTTP/1.1\r\nHost:\r\n\r\n"),
        Arguments.of("two hosts", 400, "GET " + GET + " HTTP/1.1\r\n" + host + "Host: a\r\n\r\n"),
        Arguments.of("no host name", 400, "GET " + GET + " HTTP/1.1\r\nHost: a b\r\n\r\n"),
        Arguments.of("a broken escape", 400, "GET /a%zz HTTP/1.1\r\n" + host + "\r\n"),
        Arguments.of("half an escape", 400, "GET /% HTTP/1.1\r\n" + host + "\r\n"),
        Arguments.of("a backslash", 400, "GET /\\other.example HTTP/1.1\r\n" + host + "\r\n"),
        Arguments.of("no slash", 400, "GET graphql HTTP/1.1\r\n" + host + "\r\n"),
        Arguments.of("above the root", 400, "GET /../graphql HTTP/1.1\r\n" + host + "\r\n"),
        Arguments.of("CONNECT", 405, "CONNECT other.example:1 HTTP/1.1\r\n" + host + "\r\n"),
        Arguments.of("version 9", 505, "GET " + GET + " HTTP/9.9\r\n" + host + "\r\n"),
        Arguments.of("version 2", 505, "GET " + GET + " HTTP/2.0\r\n" + host + "\r\n"),
        Arguments.of("the preface of HTTP/2", 505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        Arguments.of(
            "a request line of 100,000 bytes",
            414,
            "GET " + GET + "&x=" + "a".repeat(100_000) + " HTTP/1.1\r\n" + host + "\r\n"),
        Arguments.of(
            "a header of 100,000 bytes",
            431,
            "GET " + GET + " HTTP/1.1\r\n" + host + "X: " + "a".repeat(100_000) + "\r\n\r\n"),
        Arguments.of(
            "200 headers",
            431,
            "GET " + GET + " HTTP/1.1\r\n" + host + "X: a\r\n".repeat(200) + "\r\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("malformedRequests")
  void refusesAMalformedRequestInJson(String name, int status, String request) {
    var response = raw.sendAsIs(request);

    assertThat(response.status()).isEqualTo(status);
    assertThat(response.header("Content-Type")).contains("application/json; charset=utf-8");
    assertThat(response.header("Date")).isPresent();
    assertThat(response.body()).startsWith("{\"errors\":[{\"message\":\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 26\r\nTransfer-Encoding: chunked",
        "Content-Length: 26\r\nContent-Length: 27",
        "Transfer-Encoding: gzip, chunked"
      })
  void closesTheConnectionAfterARequestOfUnclearLength(String headers) {
    var request =
        "POST /graphql HTTP/1.1\r\nHost: localhost\r\n" + JSON + "\r\n" + headers + "\r\n\r\n";

    var answers =
        raw.readToTheEnd(request + CHUNKS + "GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n");

    assertThat(answers).startsWith("HTTP/1.1 400 ").containsOnlyOnce("HTTP/1.1");
  }

  @Test
  void takesNothingAfterAChunkedBodyForARequest() {
    var get = "GET " + GET + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    var chunked =
        "POST /graphql HTTP/1.1\r\nHost: localhost\r\n"
            + JSON
            + "\r\nContent-Length: 3\r\n"
            + CHUNKED
            + "\r\n\r\n"
            + CHUNKS;

    assertThat(raw.readToTheEnd(get + chunked + get).split("HTTP/1.1 ")).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /nope, 404",
    "POST, /graphql/, 404",
    "GET, /graphql/, 404",
    "GET, /graphql/x, 404",
    "GET, /graphql;a=b, 404",
    "GET, /x/../graphql, 404",
    "GET, /./graphql, 404",
    "GET, //graphql, 404",
    "GET, //other.example/../graphql-ui, 404",
    "GET, //other.example/..%2fgraphql-ui, 404",
    "GET, /;/other.example/../graphql-ui, 404",
    "GET, /graphql-ui;x=y, 404",
    "GET, /graphql-ui/../graphql, 404",
    "GET, /graphql%2fx, 404",
    "GET, /%2e%2e/%2e%2e/etc/passwd, 400",
    "GET, /WEB-INF/web.xml, 404",
    "GET, /META-INF/MANIFEST.MF, 404",
    "GET, /web-inf/web.xml, 404",
    "GET, /%57EB-INF/web.xml, 404",
    "GET, /error, 404",
    "GET, /health/nope, 404",
    "GET, /graphql-ui/nope, 404",
    "PROPFIND, /nope, 404",
    "OPTIONS, /nope, 404",
    "PROPFIND, /graphql, 405",
    "get, /graphql, 405",
    "MADEUP, /graphql, 405",
    "MADEUP, /graphql-ui/, 405",
    "POST, /graphql-ui/, 405",
    "PUT, /graphql/schema.graphql, 405",
    "TRACE, /graphql, 405",
    "TRACE, /nope, 405"
  })
  void answersOtherPathsAndMethodsInJson(String method, String target, int status) {
    var response = raw.send(method, target);

    assertThat(response.status()).isEqualTo(status);
    assertThat(response.header("Content-Type")).contains("application/json; charset=utf-8");
    assertThat(response.header("Location")).isEmpty();
    assertThat(response.body()).startsWith("{\"errors\":[{\"message\":\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/graphql-ui"})
  void redirectsToGraphiqlByARelativeAddress(String path) {
    var response = raw.send("GET", path);

    assertThat(response.status()).isEqualTo(302);
    assertThat(response.header("Location")).contains("graphql-ui/");
  }

  @ParameterizedTest
  @ValueSource(strings = {GET, "/graphql-ui/", "/graphql/schema.graphql", "/nope"})
  void sendsNoBodyToAHead(String target) throws IOException {
    try (var socket = raw.connect()) {
      var host = " HTTP/1.1\r\nHost: localhost\r\n";
      socket
          .getOutputStream()
          .write(
              ("HEAD " + target + host + "\r\nGET /graphql-ui" + host + "\r\n")
                  .getBytes(StandardCharsets.US_ASCII));

      var head = RawHttpClient.read(socket, true);

      assertThat(head.status()).isEqualTo(target.equals("/nope") ? 404 : 200);
      assertThat(head.header("Content-Length")).isPresent();
      assertThat(RawHttpClient.read(socket, false).status()).isEqualTo(302);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {GET, "/graphql-ui/", "/graphql/schema.graphql", "/nope"})
  void datesItsAnswers(String target) {
    assertThat(raw.send("GET", target).header("Date")).isPresent();
  }

  @Test
  void ignoresAnOfferOfHttp2() {
    var response =
        raw.send(
            "GET",
            GET,
            "Connection: Upgrade, HTTP2-Settings",
            "Upgrade: h2c",
            "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA");

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.header("Content-Type")).contains("application/json; charset=utf-8");
    assertThat(response.body()).isEqualTo(DATA);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "other.example",
        "localhost.other.example",
        "127.0.0.1.other.example",
        "orders",
        "10.0.0.1",
        "other.example:8080"
      })
  void refusesAForeignHost(String host) {
    for (var target : new String[] {GET, "/graphql-ui/", "/graphql/schema.graphql", "/"}) {
      var response = raw.sendAsIs("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");

      assertThat(response.status()).as(target).isEqualTo(421);
      assertThat(response.body()).contains("ORDERS_PUBLIC_URL");
    }
    assertThat(raw.sendAsIs(handshake(host, "http://" + host)).status()).isEqualTo(421);
    assertThat(
            raw.sendAsIs("GET http://" + host + GET + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                .status())
        .isEqualTo(421);
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "LOCALHOST:1", "127.0.0.1:8080", "[::1]", "127.1.2.3"})
  void answersLoopbackHosts(String host) {
    var response = raw.sendAsIs("GET " + GET + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");

    assertThat(response.body()).isEqualTo(DATA);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sec-WebSocket-Version: 99\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: short"
      })
  void refusesAnIncompleteHandshakeInJson(String headers) {
    var response =
        raw.send(
            "GET",
            "/graphql",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Protocol: graphql-transport-ws",
            headers);

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.body()).startsWith("{\"errors\":[{\"message\":\"The handshake");
  }

  @Test
  void refusesAHandshakeOfAnotherOriginInJson() {
    var response = raw.sendAsIs(handshake("localhost", "http://other.example"));

    assertThat(response.status()).isEqualTo(403);
    assertThat(response.header("Content-Type")).contains("application/json; charset=utf-8");
    assertThat(response.body()).contains("origin");
  }

  @Test
  void writesNothingToTheLogForAbortedBodies() throws IOException {
    long before = logLines();
    for (int i = 0; i < 20; i++) {
      for (var framing :
          new String[] {"Content-Length: 100\r\n\r\n{", CHUNKED + "\r\n\r\n5\r\n{"}) {
        try (var socket = raw.connect()) {
          var head = "POST /graphql HTTP/1.1\r\nHost: localhost\r\n" + JSON + "\r\n" + framing;
          socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
          socket.setSoLinger(true, 0); // a reset in place of an orderly end
        }
      }
    }

    assertThat(raw.post(QUERY, JSON, LENGTH).body()).isEqualTo(DATA);
    assertThat(logLines() - before).isLessThanOrEqualTo(1);
  }

  private long logLines() throws IOException {
    try (var lines = Files.lines(stack.application().log())) {
      return lines.count();
    }
  }

  private static String handshake(String host, String origin) {
    return "GET /graphql HTTP/1.1\r\nHost: "
        + host
        + "\r\nOrigin: "
        + origin
        + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        + "Sec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n";
  }
}
