package io.github.ordermill.shared.infrastructure.json;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.time.Instant;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.ValueInstantiators;
import tools.jackson.databind.deser.std.StdValueInstantiator;
import tools.jackson.databind.module.SimpleModule;

/**
 * Faster deserializers of instants and records. Jackson 3.1 creates them with {@code
 * MethodHandle.invokeWithArguments}, which made up a tenth of the time to read the document of an
 * order.
 */
final class RecordModule extends SimpleModule {

  private static final long serialVersionUID = 1L;

  RecordModule() {
    super("records");
    addDeserializer(Instant.class, new InstantDeserializer());
  }

  @Override
  public void setupModule(SetupContext context) {
    super.setupModule(context);
    context.addValueInstantiators(new RecordInstantiators());
  }

  private static final class RecordInstantiators extends ValueInstantiators.Base {

    @Override
    public ValueInstantiator modifyValueInstantiator(
        DeserializationConfig config,
        BeanDescription.Supplier description,
        ValueInstantiator instantiator) {
      return description.getBeanClass().isRecord()
              && instantiator instanceof StdValueInstantiator standard
              && standard.canCreateFromObjectWith()
          ? new RecordInstantiator(standard)
          : instantiator;
    }
  }

  private static final class RecordInstantiator extends StdValueInstantiator {

    private static final long serialVersionUID = 1L;

    private final transient Constructor<?> constructor;

    private RecordInstantiator(StdValueInstantiator standard) {
      super(standard);
      constructor = (Constructor<?>) standard.getWithArgsCreator().getMember();
      constructor.setAccessible(true);
    }

    @Override
    public Object createFromObjectWith(DeserializationContext context, Object[] arguments) {
      Throwable refusal;
      try {
        return constructor.newInstance(arguments);
      } catch (InvocationTargetException e) {
        refusal = e.getCause();
      } catch (ReflectiveOperationException e) {
        refusal = e;
      }
      return context.handleInstantiationProblem(
          getValueClass(), arguments, rewrapCtorProblem(context, refusal));
    }
  }
}
