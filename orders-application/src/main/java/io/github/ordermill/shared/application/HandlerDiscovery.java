package io.github.ordermill.shared.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * CDI extension that finds all commands, queries and handlers at deployment. A command or query
 * without a handler, or with more than one, fails the deployment with an error that names it.
 */
public class HandlerDiscovery implements Extension {

  private final Map<Class<?>, List<Bean<?>>> handlersByMessage =
      new TreeMap<>(java.util.Comparator.comparing(Class::getName));

  void message(@Observes ProcessAnnotatedType<?> type) {
    expect(type.getAnnotatedType());
  }

  private void expect(AnnotatedType<?> type) {
    var candidate = type.getJavaClass();
    if (candidate.isRecord()
        && (Command.class.isAssignableFrom(candidate) || Query.class.isAssignableFrom(candidate))) {
      handlersByMessage.computeIfAbsent(candidate, message -> new ArrayList<>());
    }
  }

  void handler(@Observes ProcessManagedBean<?> managed) {
    for (Type type : managed.getBean().getTypes()) {
      if (type instanceof ParameterizedType generic
          && (generic.getRawType() == CommandHandler.class
              || generic.getRawType() == QueryHandler.class)
          && generic.getActualTypeArguments()[0] instanceof Class<?> message) {
        handlersByMessage.computeIfAbsent(message, key -> new ArrayList<>()).add(managed.getBean());
      }
    }
  }

  void publish(@Observes AfterBeanDiscovery discovery, BeanManager beans) {
    discovery
        .<Handlers>addBean()
        .types(Handlers.class)
        .scope(ApplicationScoped.class)
        .createWith(context -> handlers(beans));
  }

  void check(@Observes AfterDeploymentValidation validation) {
    for (var problem : problems()) {
      validation.addDeploymentProblem(new IllegalStateException(problem));
    }
  }

  /** One error per command or query that does not have exactly one handler. */
  List<String> problems() {
    var problems = new ArrayList<String>();
    handlersByMessage.forEach(
        (message, handlers) -> {
          if (handlers.isEmpty()) {
            problems.add(message.getName() + " has no handler.");
          } else if (handlers.size() > 1) {
            problems.add(
                message.getName()
                    + " has more than one handler: "
                    + handlers.stream()
                        .map(handler -> handler.getBeanClass().getName())
                        .sorted()
                        .collect(Collectors.joining(", "))
                    + ".");
          }
        });
    return problems;
  }

  private Handlers handlers(BeanManager beans) {
    Map<Class<?>, Supplier<?>> byMessage = new HashMap<>();
    handlersByMessage.forEach(
        (message, handlers) -> {
          var bean = handlers.get(0);
          var handler =
              beans.getReference(bean, bean.getBeanClass(), beans.createCreationalContext(bean));
          byMessage.put(message, () -> handler);
        });
    return new Handlers(byMessage);
  }
}
