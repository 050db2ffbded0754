package io.github.ordermill.shared.web.graphql.schema;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.LightDataFetcher;
import io.smallrye.graphql.execution.datafetcher.PlugableBatchableDataFetcher;
import io.smallrye.graphql.execution.datafetcher.PlugableDataFetcher;
import io.smallrye.graphql.schema.model.Field;
import io.smallrye.graphql.schema.model.Operation;
import io.smallrye.graphql.schema.model.Reference;
import io.smallrye.graphql.schema.model.Type;
import io.smallrye.graphql.spi.DataFetcherService;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.dataloader.BatchLoaderEnvironment;

/**
 * Fetches fields by method handles, in place of SmallRye's own fetchers: these convert inputs by
 * JSON-B and create a context for each field, which costs three times as much processor time for a
 * command and seven times as much for a list. Found by {@link java.util.ServiceLoader}.
 */
public class MethodHandleFetchers implements DataFetcherService {

  @Override
  public Integer getPriority() {
    return 1;
  }

  @Override
  @SuppressWarnings("rawtypes")
  public PlugableDataFetcher getFieldDataFetcher(Field field, Type type, Reference owner) {
    return new AccessorFetcher(accessor(field, owner));
  }

  @Override
  @SuppressWarnings("rawtypes")
  public PlugableBatchableDataFetcher getOtherFieldDataFetcher(Operation operation, Type type) {
    return new MethodFetcher(operation);
  }

  @Override
  @SuppressWarnings("rawtypes")
  public PlugableBatchableDataFetcher getCompletionStageDataFetcher(
      Operation operation, Type type) {
    return new MethodFetcher(operation);
  }

  @Override
  @SuppressWarnings("rawtypes")
  public PlugableBatchableDataFetcher getPublisherDataFetcher(Operation operation, Type type) {
    return new StreamFetcher(operation);
  }

  /**
   * Fetches a field by its data loader, unless the source has the answer: by a method of the
   * field's name that does not return null.
   */
  static DataFetcher<?> batched(String loader, Type source, String name) {
    MethodHandle known;
    try {
      known = accessor(name, source.getClassName());
    } catch (NoSuchMethodException none) {
      return field -> field.getDataLoader(loader).load(field.getSource());
    }
    return new KnownOrBatched(known, loader);
  }

  private record KnownOrBatched(MethodHandle known, String loader)
      implements LightDataFetcher<Object> {

    @Override
    public Object get(DataFetchingEnvironment field) throws Exception {
      return get(null, field.getSource(), () -> field);
    }

    @Override
    public Object get(
        GraphQLFieldDefinition definition,
        Object source,
        Supplier<DataFetchingEnvironment> environment)
        throws Exception {
      var answer = read(known, source);
      return answer != null ? answer : environment.get().getDataLoader(loader).load(source);
    }
  }

  private static MethodHandle accessor(Field field, Reference owner) {
    try {
      return accessor(field.getMethodName(), owner.getClassName());
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  private static MethodHandle accessor(String method, String owner) throws NoSuchMethodException {
    return handle(load(owner).getMethod(method))
        .asType(MethodType.methodType(Object.class, Object.class));
  }

  private static Object read(MethodHandle accessor, Object source) throws Exception {
    try {
      return (Object) accessor.invokeExact(source);
    } catch (Throwable thrown) {
      throw rethrown(thrown);
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, Thread.currentThread().getContextClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static MethodHandle handle(Method method) {
    try {
      return MethodHandles.publicLookup().unreflect(method);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Exception rethrown(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return thrown instanceof Exception exception ? exception : new IllegalStateException(thrown);
  }

  /**
   * Reads a component of a record. A light fetcher: graphql-java makes no environment for it, which
   * halves the time of a list.
   */
  private record AccessorFetcher(MethodHandle accessor)
      implements PlugableDataFetcher<Object>, LightDataFetcher<Object> {

    @Override
    public Object get(DataFetchingEnvironment field) throws Exception {
      return read(accessor, field.getSource());
    }

    @Override
    public Object get(
        GraphQLFieldDefinition definition,
        Object source,
        Supplier<DataFetchingEnvironment> environment)
        throws Exception {
      return read(accessor, source);
    }
  }

  /** Calls a method of an API bean. */
  static class MethodFetcher implements PlugableBatchableDataFetcher<Object, Object> {

    private record Parameter(String name, boolean isSource, InputReader reader) {}

    private final Class<?> owner;
    private final MethodHandle method;
    private final List<Parameter> parameters;

    MethodFetcher(Operation operation) {
      owner = MethodHandleFetchers.load(operation.getClassName());
      var found = methodOf(owner, operation);
      var types = found.getGenericParameterTypes();
      var all = new Parameter[types.length];
      for (int i = 0; i < types.length; i++) {
        var argument = operation.getArguments().get(i);
        all[i] =
            new Parameter(
                argument.getName(), argument.isSourceArgument(), InputReader.of(types[i]));
      }
      parameters = List.of(all);
      method =
          handle(found)
              .asSpreader(1, Object[].class, types.length)
              .asType(MethodType.methodType(Object.class, Object.class, Object[].class));
    }

    private static Method methodOf(Class<?> owner, Operation operation) {
      return Arrays.stream(owner.getMethods())
          .filter(method -> method.getName().equals(operation.getMethodName()))
          .filter(method -> method.getParameterCount() == operation.getArguments().size())
          .filter(method -> !method.isBridge())
          .reduce(
              (one, other) -> {
                throw new IllegalStateException("two methods of one name: " + one);
              })
          .orElseThrow();
    }

    @Override
    public Object get(DataFetchingEnvironment field) throws Exception {
      var values = new Object[parameters.size()];
      for (int i = 0; i < values.length; i++) {
        var parameter = parameters.get(i);
        values[i] =
            parameter.isSource
                ? field.getSource()
                : parameter.reader.read(field.getArgument(parameter.name));
      }
      CurrentField.bind(field);
      try {
        return materialised(call(field.getGraphQlContext().get(ApiBeans.class), values));
      } finally {
        CurrentField.unbind();
      }
    }

    /** What is there already goes on without a future, as graphql-java prefers it. */
    private static Object materialised(Object answer) {
      return answer instanceof CompletableFuture<?> future
              && future.isDone()
              && !future.isCompletedExceptionally()
          ? future.join()
          : answer;
    }

    @Override
    @SuppressWarnings("unchecked") // a batch method answers with a list
    public CompletionStage<List<Object>> load(
        List<Object> sources, BatchLoaderEnvironment environment) {
      try {
        return CompletableFuture.completedFuture(
            (List<Object>) call(environment.<ApiBeans>getContext(), sources));
      } catch (Exception e) {
        return CompletableFuture.failedFuture(e);
      }
    }

    private Object call(ApiBeans beans, Object... values) throws Exception {
      Object bean = beans.get(owner);
      try {
        return (Object) method.invokeExact(bean, values);
      } catch (Throwable thrown) {
        throw rethrown(thrown);
      }
    }
  }

  /**
   * Opens the stream of a subscription, and answers with the event that is being executed from then
   * on: the engine executes the subscription's selection once for each event.
   */
  private static final class StreamFetcher extends MethodFetcher {

    StreamFetcher(Operation operation) {
      super(operation);
    }

    @Override
    public Object get(DataFetchingEnvironment field) throws Exception {
      Object event = field.getSource();
      if (event != null) {
        return event;
      }
      var stream = super.get(field);
      field.getGraphQlContext().put(EventStream.class, stream);
      return stream;
    }
  }
}
