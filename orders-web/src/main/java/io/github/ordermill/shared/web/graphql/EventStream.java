package io.github.ordermill.shared.web.graphql;

import graphql.GraphQLContext;
import graphql.schema.DataFetcher;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.function.Function;

/**
 * What a subscription is about: events that are kept elsewhere, and read when there is somebody to
 * take them. So nothing has to be kept for a client that is slow. For one thread at a time.
 */
public interface EventStream<T> {

  /** The next events, oldest first, each given once; not more than are soon sent; may be none. */
  List<T> next();

  /**
   * Calls {@code news} whenever there may be more.
   *
   * @return ends that
   */
  Runnable watch(Runnable news);

  /**
   * Fetches a field of the type Subscription: opens the stream when the subscription begins, and
   * answers with the event that the field is executed for from then on.
   */
  static DataFetcher<Object> fetching(Function<Arguments, EventStream<?>> open) {
    return field -> {
      Object event = field.getSource();
      if (event != null) {
        return event;
      }
      var stream = open.apply(Arguments.arguments(field));
      field.getGraphQlContext().put(EventStream.class, stream);
      return (Flow.Publisher<Object>) subscriber -> {}; // to satisfy the engine; nobody subscribes
    };
  }

  /** The stream that the execution with this context has opened. */
  static EventStream<?> openedBy(GraphQLContext context) {
    return context.get(EventStream.class);
  }
}
