package io.github.ordermill.shared.web.graphql.schema;

import graphql.GraphQLContext;
import java.util.List;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;

/**
 * The events of a subscription, read from where they are stored when the client can take the next
 * ones: nothing is buffered for a slow client. For one thread at a time.
 *
 * <p>A publisher only so that SmallRye and graphql-java accept it as the answer of a subscription;
 * the engine reads it by {@link #next}.
 */
public interface EventStream<T> extends Publisher<T> {

  /** The next events, oldest first, each returned once; a page of them, or none. */
  List<T> next();

  /** The bytes of heap that an event takes, as estimated. */
  default long bytes(T event) {
    return 1_000;
  }

  /**
   * Calls {@code listener} whenever there may be more events.
   *
   * @return stops that
   */
  Runnable watch(Runnable listener);

  /** Does nothing: the engine reads the events by {@link #next}. */
  @Override
  default void subscribe(Subscriber<? super T> subscriber) {
    // never called with a subscriber that waits
  }

  /** The stream that the execution with this context has opened; null if it has opened none. */
  static EventStream<?> openedBy(GraphQLContext context) {
    return context.get(EventStream.class);
  }
}
