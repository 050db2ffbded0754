package io.github.ordermill.shared.web.graphql.schema;

import io.smallrye.graphql.schema.model.Field;
import io.smallrye.graphql.schema.model.Operation;
import io.smallrye.graphql.schema.model.ReferenceType;
import io.smallrye.graphql.schema.model.Schema;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

/** What the annotations cannot say of the schema, or SmallRye gets from them only by accident. */
final class ModelAdjustment {

  /** Appended by SmallRye to the description of a date. */
  private static final String DATE_FORMAT = " (ISO-8601)";

  private final Schema model;
  private final IndexView index;

  ModelAdjustment(Schema model, IndexView index) {
    this.model = model;
    this.index = index;
  }

  void apply() {
    model.setQueries(declared(model.getQueries()));
    model.setMutations(declared(model.getMutations()));
    model.setSubscriptions(declared(model.getSubscriptions()));
    model
        .getTypes()
        .values()
        .forEach(type -> type.setFields(declared(type.getClassName(), type.getFields())));
    model
        .getInputs()
        .values()
        .forEach(input -> input.setFields(declared(input.getClassName(), input.getFields())));
    fields().forEach(ModelAdjustment::clean);
    model.getInputs().values().stream()
        .flatMap(input -> input.getFields().values().stream())
        .filter(ModelAdjustment::isEnumWithDefault)
        .forEach(field -> field.setNotNull(true));
  }

  private Stream<? extends Field> fields() {
    return Stream.of(
            model.getQueries().stream(),
            model.getMutations().stream(),
            model.getSubscriptions().stream(),
            model.getBatchOperations().stream(),
            model.getTypes().values().stream().flatMap(it -> it.getOperations().values().stream()),
            model.getTypes().values().stream()
                .flatMap(it -> it.getBatchOperations().values().stream()),
            model.getTypes().values().stream().flatMap(it -> it.getFields().values().stream()),
            model.getInterfaces().values().stream().flatMap(it -> it.getFields().values().stream()),
            model.getInputs().values().stream().flatMap(it -> it.getFields().values().stream()))
        .flatMap(it -> it);
  }

  /**
   * Such a field of an input object is not null in our API; SmallRye ignores {@code @NonNull} where
   * there is a default value.
   */
  private static boolean isEnumWithDefault(Field field) {
    return field.hasDefaultValue() && field.getReference().getType() == ReferenceType.ENUM;
  }

  private static void clean(Field field) {
    var description = field.getDescription();
    if (description != null && description.endsWith(DATE_FORMAT)) {
      field.setDescription(description.substring(0, description.length() - DATE_FORMAT.length()));
    }
    if (field.hasDirectiveInstances()) {
      field.getDirectiveInstances().removeIf(it -> it.getType().getName().equals("constraint"));
    }
    if (field instanceof Operation operation) {
      operation.getArguments().forEach(ModelAdjustment::clean);
    }
  }

  /** Operations in the order of their declaration; SmallRye collects them in a hash set. */
  private Set<Operation> declared(Set<Operation> operations) {
    var ordered = new LinkedHashSet<Operation>();
    operations.stream()
        .sorted(
            Comparator.comparing(Operation::getClassName)
                .thenComparing(it -> methods(it.getClassName()).indexOf(it.getMethodName())))
        .forEach(ordered::add);
    return ordered;
  }

  /** Fields in the order of the record's components; SmallRye takes them from a hash map. */
  private Map<String, Field> declared(String owner, Map<String, Field> fields) {
    var names = components(owner);
    var ordered = new LinkedHashMap<String, Field>();
    fields.entrySet().stream()
        .sorted(Comparator.comparing(it -> names.indexOf(it.getValue().getPropertyName())))
        .forEach(it -> ordered.put(it.getKey(), it.getValue()));
    return ordered;
  }

  private List<String> methods(String owner) {
    return index.getClassByName(DotName.createSimple(owner)).methodsInDeclarationOrder().stream()
        .map(MethodInfo::name)
        .toList();
  }

  private List<String> components(String owner) {
    return index.getClassByName(DotName.createSimple(owner)).fieldsInDeclarationOrder().stream()
        .map(FieldInfo::name)
        .toList();
  }
}
