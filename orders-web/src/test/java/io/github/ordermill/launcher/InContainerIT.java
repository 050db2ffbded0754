package io.github.ordermill.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ordermill.catalog.application.GetProduct;
import io.github.ordermill.catalog.application.ProductView;
import io.github.ordermill.catalog.application.RegisterProduct;
import io.github.ordermill.operations.application.DeadLetter;
import io.github.ordermill.operations.application.ListDeadLetters;
import io.github.ordermill.operations.application.ProjectionAdministration;
import io.github.ordermill.ordering.application.changing.CancelOrder;
import io.github.ordermill.ordering.application.parts.GetOrderHistories;
import io.github.ordermill.ordering.application.reading.GetOrder;
import io.github.ordermill.ordering.web.CommandFixtures;
import io.github.ordermill.shared.application.CommandBus;
import io.github.ordermill.shared.application.CommandContext;
import io.github.ordermill.shared.application.CommandResult;
import io.github.ordermill.shared.application.QueryBus;
import io.github.ordermill.shared.application.background.BackgroundLoop;
import io.github.ordermill.shared.application.background.BackgroundLoops;
import io.github.ordermill.shared.application.background.BackgroundTask;
import io.github.ordermill.shared.application.paging.CursorPage;
import io.github.ordermill.shared.infrastructure.database.Database;
import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.database.SqlFailed;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.hamcrest.Matcher;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs inside Payara Micro with the delivered WAR, to which the business module {@code catalog} is
 * added as a jar. Every test that needs the inside of the container belongs in this class, since
 * each such class starts a container of its own.
 */
@ArquillianTest
class InContainerIT {

  @Inject private BeanManager beans;
  @Inject private CommandBus commands;
  @Inject private QueryBus queries;
  @Inject private ProjectionAdministration projections;
  @Inject private Database database;
  @Inject private BackgroundLoops loops;
  @Inject @Liveness private Instance<HealthCheck> livenessChecks;

  @Deployment
  static WebArchive deliveredWarWithAnAddedModule() {
    return ShrinkWrap.createFromZipFile(
            WebArchive.class, BuildOutput.directory().resolve("orders.war").toFile())
        .addClasses(InContainerIT.class, CommandFixtures.class)
        .addAsLibraries(catalog())
        .addAsLibraries(
            jarOf(Assertions.class).toFile(),
            jarOf(Awaitility.class).toFile(),
            jarOf(Matcher.class).toFile());
  }

  /** Its name is one that the WAR's {@code glassfish-web.xml} has scanned for beans. */
  private static JavaArchive catalog() {
    return ShrinkWrap.create(JavaArchive.class, "orders-catalog.jar")
        .addPackages(true, Filters.exclude(".*Test\\.class"), "io.github.ordermill.catalog")
        .addClasses(FaultyProjection.class, FaultyProjectionListener.class)
        .addAsManifestResource("io/github/ordermill/catalog/beans.xml", "beans.xml")
        .addAsResource(
            "io/github/ordermill/catalog/infrastructure/V1000__catalog.sql",
            "db/migration/V1000__catalog.sql");
  }

  @Test
  void hasOneBeanOfEachBus() {
    assertThat(beans.getBeans(CommandBus.class)).hasSize(1);
    assertThat(beans.getBeans(QueryBus.class)).hasSize(1);
  }

  @Test
  void carriesACommandThroughEventLogRelayAndMessageDrivenBeanToItsView() {
    var item = CommandFixtures.item("sku-1", 2, "1.5");
    var place = CommandFixtures.placeOrder("customer", null, item);

    var result = commands.send(place, new CommandContext("tester", "correlation", null));

    assertThat(result).isInstanceOf(CommandResult.Accepted.class);
    var id = ((CommandResult.Accepted) result).id();
    eventually().until(() -> queries.ask(new GetOrder(id.toString())).isPresent());
    var view = queries.ask(new GetOrder(id.toString())).orElseThrow();
    assertThat(view.total().amount()).isEqualTo(new BigDecimal("3.00"));
    assertThat(
            queries
                .ask(new GetOrderHistories(Set.of(view.orderVersion())))
                .get(view.orderVersion()))
        .singleElement()
        .satisfies(event -> assertThat(event.correlationId()).isEqualTo("correlation"));
  }

  @Test
  void leavesNoCommandContextAfterARefusedCommand() {
    var unknown = new CancelOrder(UUID.randomUUID().toString(), "why", null);

    var result = commands.send(unknown, new CommandContext("tester", "correlation", null));

    assertThat(result).isInstanceOf(CommandResult.NotFound.class);
    assertThatThrownBy(CommandContext::current).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void readsOnConnectionsThatCanChangeNothing() {
    for (var change :
        List.of("DELETE FROM views.order_view", "SELECT nextval('ordering.order_number')")) {
      assertThatThrownBy(() -> database.read(connection -> Sql.update(connection, change)))
          .isInstanceOfSatisfying(
              SqlFailed.class, refused -> assertThat(refused.state()).isEqualTo("25006"));
      assertThatThrownBy(() -> database.readLatest(connection -> Sql.update(connection, change)))
          .isInstanceOfSatisfying(
              SqlFailed.class, refused -> assertThat(refused.state()).isEqualTo("25006"));
    }
    execute("DELETE FROM views.order_view WHERE false"); // the write side still writes
  }

  @Test
  void carriesACommandOfAnAddedModuleToItsView() {
    var id = register("Kettle");

    eventually().until(() -> product(id).isPresent());
    assertThat(product(id).orElseThrow().name()).isEqualTo("Kettle");
  }

  @Test
  void parksAndRetriesAnEventOfAnAddedModule() {
    execute("ALTER TABLE views.product_view ADD CONSTRAINT no_pots CHECK (name <> 'Pot')");
    var pot = register("Pot");
    eventually().until(() -> !deadLetters().isEmpty());
    var pan = register("Pan");
    eventually().until(() -> product(pan).isPresent());
    var letter = deadLetters().get(0);

    var retriedTooEarly = projections.retryDeadLetter(letter.id().toString(), "ops");
    execute("ALTER TABLE views.product_view DROP CONSTRAINT no_pots");
    var retried = projections.retryDeadLetter(letter.id().toString(), "ops");

    assertThat(letter.aggregateId()).isEqualTo(pot);
    assertThat(letter.eventType()).isEqualTo("ProductRegistered");
    assertThat(retriedTooEarly.done()).isFalse();
    assertThat(retried.done()).as(retried.message()).isTrue();
    assertThat(product(pot)).isPresent();
    assertThat(deadLetters()).isEmpty();
  }

  @Test
  void everyLoopRuns() {
    assertThat(loops.all())
        .extracting(BackgroundLoop::name)
        .contains(
            "relay",
            "projections",
            "commit-notifications",
            "view-versions",
            "idempotency-records",
            "subscriptions",
            "websocket-timeouts");
    assertThat(loops.all())
        .allSatisfy(loop -> assertThat(loop.standstill(Duration.ofDays(1))).isEmpty());
    eventually().until(() -> loops.all().stream().allMatch(loop -> loop.turns() > 0));
  }

  @Test
  void livenessIsDownWithinTenSecondsWhileALoopFailsAndUpAgainAfterwards() {
    var failing = new AtomicBoolean(true);
    loops.start(new SabotagedTask(failing), Thread::new);

    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> liveness().getStatus() == HealthCheckResponse.Status.DOWN);
    assertThat(liveness().getData().orElseThrow()).containsOnlyKeys("sabotaged");
    failing.set(false);

    eventually().until(() -> liveness().getStatus() == HealthCheckResponse.Status.UP);
  }

  private HealthCheckResponse liveness() {
    return livenessChecks.stream()
        .map(HealthCheck::call)
        .filter(response -> response.getName().equals("loops"))
        .findAny()
        .orElseThrow();
  }

  /** Task whose turns throw an error as long as it is switched on. */
  private record SabotagedTask(AtomicBoolean failing) implements BackgroundTask {

    @Override
    public String loopName() {
      return "sabotaged";
    }

    @Override
    public Duration pause() {
      return Duration.ofMillis(100);
    }

    @Override
    public void turn(Heartbeat heartbeat) {
      if (failing.get()) {
        throw new StackOverflowError("sabotage");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(classes = {OutOfMemoryError.class, StackOverflowError.class, LinkageError.class})
  void deliversEventsAfterAnErrorInADelivery(Class<? extends Error> type) throws Exception {
    FaultyProjection.NEXT.set(type.getConstructor().newInstance());

    var first = register("First");
    eventually().until(() -> FaultyProjection.APPLIED.contains(first));
    assertThat(FaultyProjection.NEXT.get()).isNull();
    var second = register("Second");

    // the scan for missed events would find it after 3 s at the earliest
    Awaitility.await()
        .atMost(Duration.ofSeconds(2))
        .until(() -> FaultyProjection.APPLIED.contains(second));
  }

  private UUID register(String name) {
    var result =
        commands.send(new RegisterProduct(name), new CommandContext("tester", "correlation", null));
    return ((CommandResult.Accepted) result).id();
  }

  private Optional<ProductView> product(UUID id) {
    return queries.ask(new GetProduct(id.toString()));
  }

  private List<DeadLetter> deadLetters() {
    return queries.ask(new ListDeadLetters("product", false, 10, null)).entries().stream()
        .map(CursorPage.Entry::item)
        .toList();
  }

  private void execute(String sql) {
    database.inTransaction(connection -> Sql.update(connection, sql));
  }

  private static ConditionFactory eventually() {
    return Awaitility.await().atMost(Duration.ofSeconds(20));
  }

  private static Path jarOf(Class<?> type) {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
  }
}
