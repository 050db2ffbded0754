package io.github.ordermill.shared.application;

import jakarta.enterprise.inject.Vetoed;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The handlers of all commands and queries, by the type of the message. {@link HandlerDiscovery}
 * creates it and has checked that no handler is missing.
 */
@Vetoed // HandlerDiscovery registers the only bean of this type
public class Handlers {

  private final Map<Class<?>, Supplier<?>> byMessage;

  /** For CDI only. */
  protected Handlers() {
    this(Map.of());
  }

  Handlers(Map<Class<?>, Supplier<?>> byMessage) {
    this.byMessage = Map.copyOf(byMessage);
  }

  @SuppressWarnings("unchecked") // HandlerDiscovery matches the type arguments
  <C extends Command> CommandHandler<C> handlerOf(C command) {
    return (CommandHandler<C>) find(command);
  }

  @SuppressWarnings("unchecked") // HandlerDiscovery matches the type arguments
  <R> QueryHandler<Query<R>, R> handlerOf(Query<R> query) {
    return (QueryHandler<Query<R>, R>) find(query);
  }

  private Object find(Object message) {
    var handler = byMessage.get(message.getClass());
    if (handler == null) {
      throw new IllegalStateException(message.getClass().getName() + " has no handler");
    }
    return handler.get();
  }
}
