package io.github.ordermill.shared.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import org.junit.jupiter.api.Test;

/** Deploys handlers in a CDI container of the test's own. */
class HandlerDiscoveryTest {

  record Unhandled() implements Command {}

  record Handled() implements Command {}

  static class HandledHandler implements CommandHandler<Handled> {
    @Override
    public Receipt handle(Handled command) {
      return new Receipt(null, 1);
    }
  }

  static class SecondHandler extends HandledHandler {}

  @Test
  void findsTheHandlerOfACommand() {
    try (var container = deploy(Handled.class, HandledHandler.class)) {
      var handlers = container.select(Handlers.class).get();

      assertThat(handlers.handlerOf(new Handled())).isInstanceOf(HandledHandler.class);
    }
  }

  @Test
  void failsTheDeploymentOfACommandWithoutAHandler() {
    assertThatThrownBy(() -> deploy(Unhandled.class))
        .hasMessageContaining(Unhandled.class.getName() + " has no handler.");
  }

  @Test
  void failsTheDeploymentOfACommandWithTwoHandlers() {
    assertThatThrownBy(() -> deploy(Handled.class, HandledHandler.class, SecondHandler.class))
        .hasMessageContaining(Handled.class.getName() + " has more than one handler: ")
        .hasMessageContaining(HandledHandler.class.getName())
        .hasMessageContaining(SecondHandler.class.getName());
  }

  private static SeContainer deploy(Class<?>... types) {
    return SeContainerInitializer.newInstance()
        .disableDiscovery()
        .addExtensions(new HandlerDiscovery())
        .addBeanClasses(types)
        .initialize();
  }
}
