package io.github.ordermill.shared.web.graphql;

import graphql.schema.DataFetchingEnvironment;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The fields of an input object, or the arguments of a field, by name and type. The schema has made
 * sure of the types; what may be null in it is null here when absent.
 */
public final class Arguments {

  private final Map<String, Object> fields;

  Arguments(Map<String, Object> fields) {
    this.fields = fields;
  }

  /** The arguments of the field that is being fetched. */
  public static Arguments arguments(DataFetchingEnvironment field) {
    return new Arguments(field.getArguments());
  }

  /** A String, an ID or the name of an enum's value; null when absent. */
  public String text(String name) {
    return (String) fields.get(name);
  }

  /** An Int; null when absent. */
  public Integer integer(String name) {
    return (Integer) fields.get(name);
  }

  /** An Int; {@code otherwise} when absent. */
  public int integer(String name, int otherwise) {
    var number = integer(name);
    return number == null ? otherwise : number;
  }

  /** A Decimal; null when absent. */
  public BigDecimal decimal(String name) {
    return (BigDecimal) fields.get(name);
  }

  /** A DateTime; null when absent. */
  public Instant instant(String name) {
    return (Instant) fields.get(name);
  }

  /** A list of Strings, of IDs or of names of an enum's values; null when absent. */
  public List<String> texts(String name) {
    var list = (List<?>) fields.get(name);
    return list == null ? null : list.stream().map(String.class::cast).toList();
  }

  /** A Date; null when absent. */
  public LocalDate date(String name) {
    return (LocalDate) fields.get(name);
  }

  /** An input object as {@code read} makes of it; null when absent. */
  public <T> T object(String name, Function<Arguments, T> read) {
    var object = fields.get(name);
    return object == null ? null : read.apply(of(object));
  }

  /** A list of input objects, each as {@code read} makes of it; null when absent. */
  public <T> List<T> list(String name, Function<Arguments, T> read) {
    var list = (List<?>) fields.get(name);
    return list == null ? null : list.stream().map(Arguments::of).map(read).toList();
  }

  @SuppressWarnings("unchecked") // keys of input objects are their field names
  private static Arguments of(Object object) {
    return new Arguments((Map<String, Object>) object);
  }
}
