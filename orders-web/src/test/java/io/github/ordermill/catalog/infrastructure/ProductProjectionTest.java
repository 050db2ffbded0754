package io.github.ordermill.catalog.infrastructure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.catalog.application.ProductView;
import io.github.ordermill.catalog.domain.Product;
import io.github.ordermill.catalog.domain.ProductEvent;
import io.github.ordermill.catalog.domain.ProductId;
import io.github.ordermill.launcher.PostgresServer;
import io.github.ordermill.shared.infrastructure.database.Database;
import io.github.ordermill.shared.infrastructure.database.Migrations;
import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.eventlog.EventLog;
import io.github.ordermill.shared.infrastructure.eventlog.EventRef;
import io.github.ordermill.shared.infrastructure.projection.ProjectionRunner;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The view shows each product once, however often its event is delivered. The tests of a module in
 * {@code orders-infrastructure} use {@code TestDatabase} and {@code LogFixtures} of its shared test
 * code in place of the server and the SQL here.
 */
class ProductProjectionTest {

  private static final Instant MONDAY = Instant.parse("2026-11-23T09:00:00Z");

  private static PostgresServer server;
  private static Database database;

  private final ProjectionRunner runner =
      new ProjectionRunner(new ProductProjection(), database, new EventLog(), Clock.systemUTC(), 3);
  private final SqlProductViews views = new SqlProductViews(database);

  @BeforeAll
  static void startDatabase() throws IOException {
    server = PostgresServer.empty("catalog").start();
    var dataSource = new PGSimpleDataSource();
    dataSource.setUrl(server.url());
    dataSource.setUser(server.user());
    dataSource.setPassword(server.password());
    dataSource.setStringType("unspecified");
    Migrations.run(dataSource);
    database = new Database(dataSource);
    try (var migration = ProductProjectionTest.class.getResourceAsStream("V1000__catalog.sql")) {
      execute(new String(migration.readAllBytes(), UTF_8));
    }
  }

  @AfterAll
  static void stopDatabase() {
    server.close();
  }

  @Test
  void showsAProductOnceIfItsEventIsDeliveredTwice() {
    var kettle = Product.register(ProductId.next(MONDAY), "Kettle", MONDAY);
    var event = record(kettle);

    runner.deliver(List.of(event));
    runner.deliver(List.of(event));

    assertThat(views.find(kettle.product().value()))
        .contains(new ProductView(kettle.product().value(), 1, "Kettle", MONDAY));
    assertThat(runner.lag().deadLetters()).isZero();
  }

  @Test
  void showsSeveralProductsOfOneDelivery() {
    var kettle = Product.register(ProductId.next(MONDAY), "Kettle", MONDAY);
    var pot = Product.register(ProductId.next(MONDAY), "Pot", MONDAY);

    runner.deliver(List.of(record(kettle), record(pot)));

    assertThat(List.of(kettle, pot))
        .allSatisfy(product -> assertThat(views.find(product.product().value())).isPresent());
  }

  @Test
  void showsNoProductThatWasNotRegistered() {
    assertThat(views.find(UUID.randomUUID())).isEmpty();
  }

  /** Appends an event to the log, as if it were published. */
  private static EventRef record(ProductEvent event) {
    var id = event.product().value();
    var type = ProductEventJson.CODEC.typeOf(event);
    database.inTransaction(
        connection ->
            Sql.update(
                connection,
                """
                INSERT INTO messaging.event_log (
                  event_id, aggregate_type, aggregate_id, version, type, schema_version, payload,
                  actor, correlation_id, causation_id, occurred_at)
                VALUES (gen_random_uuid(), ?, ?, ?, ?, ?, ?, 'tester', 'correlation-1',
                  gen_random_uuid(), ?)
                """,
                ProductEventJson.AGGREGATE_TYPE,
                id,
                event.version(),
                type,
                ProductEventJson.CODEC.schemaVersionOf(type),
                ProductEventJson.CODEC.write(event),
                event.at()));
    return new EventRef(id, event.version());
  }

  private static void execute(String sql) {
    database.inTransaction(connection -> Sql.update(connection, sql));
  }
}
