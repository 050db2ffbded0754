package io.github.ordermill.shared.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import org.junit.jupiter.api.Test;

/** Deployment, in a CDI container of its own. */
class HandlerDiscoveryTest {

  record Lonely() implements Command {}

  record Served() implements Command {}

  static class ServedHandler implements CommandHandler<Served> {
    @Override
    public Receipt handle(Served command) {
      return new Receipt(null, 1);
    }
  }

  static class SecondServedHandler extends ServedHandler {}

  @Test
  void findsTheHandlerOfACommand() {
    try (var container = deploy(Served.class, ServedHandler.class)) {
      var handlers = container.select(Handlers.class).get();

      assertThat(handlers.handlerOf(new Served())).isInstanceOf(ServedHandler.class);
    }
  }

  @Test
  void stopsTheDeploymentOfACommandWithoutAHandler() {
    assertThatThrownBy(() -> deploy(Lonely.class))
        .hasMessageContaining(Lonely.class.getName() + " has no handler.");
  }

  @Test
  void stopsTheDeploymentOfACommandWithTwoHandlers() {
    assertThatThrownBy(() -> deploy(Served.class, ServedHandler.class, SecondServedHandler.class))
        .hasMessageContaining(Served.class.getName() + " has more than one handler: ")
        .hasMessageContaining(ServedHandler.class.getName())
        .hasMessageContaining(SecondServedHandler.class.getName());
  }

  private static SeContainer deploy(Class<?>... types) {
    return SeContainerInitializer.newInstance()
        .disableDiscovery()
        .addExtensions(new HandlerDiscovery())
        .addBeanClasses(types)
        .initialize();
  }
}
