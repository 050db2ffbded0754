package io.github.ordermill.shared.web.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.shared.web.graphql.schema.AnnotatedSchema;
import io.github.ordermill.shared.web.memory.MemoryBudget;
import io.github.ordermill.shared.web.request.RequestContext;
import java.util.ArrayList;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentCacheTest {

  private static final String USED_OFTEN = "query Often($id: ID!) { order(id: $id) { id number } }";

  private final MemoryBudget memory = new MemoryBudget(100_000_000);
  private final DocumentCache documents = cache(memory);

  private static DocumentCache cache(MemoryBudget memory) {
    return new DocumentCache(AnnotatedSchema.get().schema(), EngineRequests.api(Map.of()), memory);
  }

  private DocumentCache.Checked check(String query) {
    try (var request =
        new RequestContext("anonymous", "test", EngineRequests.CLIENT, memory.reservation())) {
      return documents.check(query, request);
    }
  }

  @Test
  void parsesADocumentOnce() {
    assertThat(check(USED_OFTEN).document()).isSameAs(check(USED_OFTEN).document());
  }

  @Test
  void isNotFilledByMutationsWithValuesInTheirText() {
    var often = check(USED_OFTEN).document();
    for (int i = 0; i < 2_000; i++) {
      assertThat(check(mutation(i, 40)).errors()).isEmpty();
      check(USED_OFTEN);
    }

    assertThat(documents.weight()).isLessThanOrEqualTo(documents.maxWeight());
    assertThat(check(USED_OFTEN).document()).isSameAs(often);
  }

  @Test
  void keepsNoVeryLargeDocument() {
    var large = mutation(1, 700);

    assertThat(check(large).errors()).isEmpty();

    assertThat(documents.weight()).isZero();
    assertThat(check(large).document()).isNotSameAs(check(large).document());
  }

  @Test
  void hasItsShareOfTheMemoryOfTheNodeFromTheStart() {
    assertThat(memory.reserved()).isEqualTo(documents.maxWeight()).isLessThan(10_000_000);
  }

  static Stream<Arguments> documents() {
    return Stream.of(
        document("values", i -> mutation(i, 50)),
        document("fields", i -> "query Q" + i + " { order(id: 1) { " + "id ".repeat(350) + "} }"),
        document("statuses", i -> statuses(i, 3_000)),
        document("variables", DocumentCacheTest::variables),
        document(
            "texts", i -> "query Q" + i + " { order(id: \"" + "x".repeat(9_000) + "\") { id } }"),
        document("small", i -> "query Q" + i + " { order(id: 1) { id } }"));
  }

  private static Arguments document(String name, IntFunction<String> text) {
    return Arguments.of(name, text);
  }

  /** The weight is what decides how much is kept, so it must not be less than the heap in use. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("documents")
  void estimatesTheHeapOfDocuments(String name, IntFunction<String> text) {
    var cache = cache(memory);
    var texts = new ArrayList<String>();
    for (int i = 0; cache.weight() < 4_000_000; i++) {
      texts.add(text.apply(i));
      try (var request =
          new RequestContext("anonymous", "test", EngineRequests.CLIENT, memory.reservation())) {
        assertThat(cache.check(texts.get(i), request).errors()).isEmpty();
      }
    }
    long weight = cache.weight();
    long withCache = usedHeap();
    assertThat(cache.weight()).isEqualTo(weight);
    cache = null;
    long heap = withCache - usedHeap();

    assertThat(weight).as(name).isBetween(heap * 9 / 10, heap * 4);
    assertThat(texts).isNotEmpty();
  }

  private static long usedHeap() {
    System.gc();
    var runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static String statuses(int i, int times) {
    return "query Q"
        + i
        + " { orders(filter: {statuses: ["
        + "PLACED ".repeat(times)
        + "]}) { totalCount } }";
  }

  private static String variables(int i) {
    var text = new StringBuilder("query Q" + i + "(");
    for (int v = 0; v < 45; v++) {
      text.append("$v").append(v).append(": ID! ");
    }
    text.append(") {");
    for (int v = 0; v < 45; v++) {
      text.append(" a").append(v).append(": order(id: $v").append(v).append(") { id }");
    }
    return text.append(" }").toString();
  }

  private static String mutation(int i, int items) {
    return "mutation { placeOrder(input: {customerId: \"c"
        + i
        + "\", items: ["
        + "{productId: \"kettle\", quantity: 2, price: {amount: \"19.90\", currency: \"EUR\"}},"
            .repeat(items)
        + "], shippingAddress: {name: \"a\", street: \"s\", city: \"c\", country: \"DE\"}})"
        + " { __typename } }";
  }
}
