package io.github.ordermill.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ordermill.ordering.application.ShippingAddress;
import io.github.ordermill.ordering.application.changing.CancelOrder;
import io.github.ordermill.ordering.application.placing.PlaceOrder;
import io.github.ordermill.ordering.application.placing.Price;
import io.github.ordermill.ordering.application.reading.GetOrder;
import io.github.ordermill.ordering.application.reading.GetOrderHistories;
import io.github.ordermill.shared.application.CommandBus;
import io.github.ordermill.shared.application.CommandContext;
import io.github.ordermill.shared.application.CommandResult;
import io.github.ordermill.shared.application.QueryBus;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.hamcrest.Matcher;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/**
 * Runs inside Payara Micro with the delivered WAR. Every test that needs the inside of the
 * container belongs in this class, since each such class starts a container of its own.
 */
@ArquillianTest
class InContainerIT {

  @Inject private BeanManager beans;
  @Inject private CommandBus commands;
  @Inject private QueryBus queries;

  @Deployment
  static WebArchive deliveredWar() {
    return ShrinkWrap.createFromZipFile(
            WebArchive.class, BuildOutput.directory().resolve("orders.war").toFile())
        .addClass(InContainerIT.class)
        .addAsLibraries(
            jarOf(Assertions.class).toFile(),
            jarOf(Awaitility.class).toFile(),
            jarOf(Matcher.class).toFile());
  }

  @Test
  void hasOneBeanOfEachBus() {
    assertThat(beans.getBeans(CommandBus.class)).hasSize(1);
    assertThat(beans.getBeans(QueryBus.class)).hasSize(1);
  }

  @Test
  void carriesACommandThroughEventLogRelayAndMessageDrivenBeanToItsView() {
    var address = new ShippingAddress("Ada Lovelace", "Main Street 1", "Berlin", null, null, "DE");
    var item = new PlaceOrder.Item("sku-1", null, 2, new Price(new BigDecimal("1.5"), "EUR"));
    var place = new PlaceOrder(null, "customer", null, List.of(item), address);

    var result = commands.send(place, new CommandContext("tester", "correlation", null));

    assertThat(result).isInstanceOf(CommandResult.Accepted.class);
    var id = ((CommandResult.Accepted) result).id();
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> queries.ask(new GetOrder(id.toString())).isPresent());
    var view = queries.ask(new GetOrder(id.toString())).orElseThrow();
    assertThat(view.total().amount()).isEqualTo(new BigDecimal("3.00"));
    assertThat(queries.ask(new GetOrderHistories(Set.of(id))).get(id))
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

  private static Path jarOf(Class<?> type) {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
  }
}
