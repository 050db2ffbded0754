package io.github.ordermill.shared.infrastructure.json;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.AnnotatedConstructor;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedMethod;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;

/**
 * Maps records without annotations on them: a record with one component as that component, excluded
 * components as injected values, sealed families by the simple names of their types.
 */
final class RecordIntrospector extends JacksonAnnotationIntrospector {

  private static final long serialVersionUID = 1L;

  private final transient Map<Class<?>, Set<String>> excludedComponents;
  private final transient Map<Class<?>, String> typeNames;

  RecordIntrospector() {
    this(Map.of(), Map.of());
  }

  private RecordIntrospector(
      Map<Class<?>, Set<String>> excludedComponents, Map<Class<?>, String> typeNames) {
    this.excludedComponents = excludedComponents;
    this.typeNames = typeNames;
  }

  RecordIntrospector excluding(Class<?> type, Set<String> components) {
    return new RecordIntrospector(with(excludedComponents, type, components), typeNames);
  }

  RecordIntrospector naming(Class<?> family, String name) {
    return new RecordIntrospector(excludedComponents, with(typeNames, family, name));
  }

  private static <T> Map<Class<?>, T> with(Map<Class<?>, T> map, Class<?> type, T value) {
    var more = new HashMap<>(map);
    more.put(type, value);
    return Map.copyOf(more);
  }

  @Override
  public Boolean hasAsValue(MapperConfig<?> config, Annotated annotated) {
    return annotated instanceof AnnotatedMethod method
            && method.getParameterCount() == 0
            && isSingleValue(method.getDeclaringClass())
            && method.getName().equals(writtenComponents(method.getDeclaringClass()).get(0))
        ? Boolean.TRUE
        : super.hasAsValue(config, annotated);
  }

  @Override
  public JsonCreator.Mode findCreatorAnnotation(MapperConfig<?> config, Annotated annotated) {
    return annotated instanceof AnnotatedConstructor constructor
            && isSingleValue(constructor.getDeclaringClass())
            && constructor.getParameterCount()
                == constructor.getDeclaringClass().getRecordComponents().length
        ? JsonCreator.Mode.DELEGATING
        : super.findCreatorAnnotation(config, annotated);
  }

  @Override
  public JsonProperty.Access findPropertyAccess(MapperConfig<?> config, Annotated annotated) {
    return annotated instanceof AnnotatedMember member && isExcluded(member)
        ? JsonProperty.Access.WRITE_ONLY
        : super.findPropertyAccess(config, annotated);
  }

  @Override
  public JacksonInject.Value findInjectableValue(MapperConfig<?> config, AnnotatedMember member) {
    return member instanceof AnnotatedParameter && isExcluded(member)
        ? JacksonInject.Value.construct(nameOf(member), false, false)
        : super.findInjectableValue(config, member);
  }

  @Override
  public JsonTypeInfo.Value findPolymorphicTypeInfo(MapperConfig<?> config, Annotated annotated) {
    var member =
        annotated instanceof AnnotatedClass type
            ? typeNames.entrySet().stream()
                .filter(family -> family.getKey().isAssignableFrom(type.getRawType()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null)
            : null;
    return member == null
        ? super.findPolymorphicTypeInfo(config, annotated)
        : JsonTypeInfo.Value.construct(
            JsonTypeInfo.Id.SIMPLE_NAME, JsonTypeInfo.As.PROPERTY, member, null, false, null);
  }

  /** Alternatives of a sealed family stay objects, since a member may have to name their type. */
  private boolean isSingleValue(Class<?> type) {
    return type.isRecord()
        && writtenComponents(type).size() == 1
        && Arrays.stream(type.getInterfaces()).noneMatch(Class::isSealed);
  }

  private List<String> writtenComponents(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .map(RecordComponent::getName)
        .filter(name -> !isExcluded(type, name))
        .toList();
  }

  private boolean isExcluded(AnnotatedMember member) {
    return isExcluded(member.getDeclaringClass(), nameOf(member));
  }

  private boolean isExcluded(Class<?> type, String component) {
    return excludedComponents.entrySet().stream()
        .anyMatch(
            excluded ->
                excluded.getKey().isAssignableFrom(type)
                    && excluded.getValue().contains(component));
  }

  /** Parameters of compiled constructors have no names; those of a record are its components. */
  private static String nameOf(AnnotatedMember member) {
    if (!(member instanceof AnnotatedParameter parameter)) {
      return member.getName();
    }
    var components = parameter.getDeclaringClass().getRecordComponents();
    return components != null && parameter.getOwner().getParameterCount() == components.length
        ? components[parameter.getIndex()].getName()
        : "";
  }
}
