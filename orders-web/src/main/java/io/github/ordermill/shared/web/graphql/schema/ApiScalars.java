package io.github.ordermill.shared.web.graphql.schema;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.ArrayValue;
import graphql.language.BooleanValue;
import graphql.language.EnumValue;
import graphql.language.FloatValue;
import graphql.language.IntValue;
import graphql.language.NullValue;
import graphql.language.ObjectValue;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.language.VariableReference;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.CoercingSerializeException;
import graphql.schema.GraphQLScalarType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The scalars that the schema adds to those of GraphQL. */
public final class ApiScalars {

  private static final DateTimeFormatter TO_THE_MILLISECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter CALENDAR_DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);
  private static final Pattern FOUR_DIGIT_YEAR = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern RFC_3339 =
      Pattern.compile(
          "\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?([Zz]|[+-]\\d{2}:\\d{2})");
  private static final Pattern PLAIN_DECIMAL = Pattern.compile("-?\\d+(\\.\\d+)?");
  private static final int MAX_DECIMAL_LENGTH = 40;

  /** An Instant: <a href="https://www.rfc-editor.org/rfc/rfc3339">RFC 3339</a>, out in UTC. */
  static final GraphQLScalarType DATE_TIME =
      scalar(
          "DateTime",
          new Text<>(
              Instant.class,
              TO_THE_MILLISECOND::format,
              ApiScalars::instant,
              "must be a string with an RFC 3339 date and time such as"
                  + " 2026-11-22T20:56:30.501Z"));

  /** A LocalDate: the calendar date of ISO 8601. */
  static final GraphQLScalarType DATE =
      scalar(
          "Date",
          new Text<>(
              LocalDate.class,
              CALENDAR_DATE::format,
              ApiScalars::date,
              "must be a string with a calendar date such as 2026-11-22"));

  /** A BigDecimal as a string at its own scale, never with an exponent. */
  static final GraphQLScalarType DECIMAL =
      scalar(
          "Decimal",
          new Text<>(
              BigDecimal.class,
              BigDecimal::toPlainString,
              ApiScalars::decimal,
              "must be a string in plain decimal notation such as \"19.90\", of at most "
                  + MAX_DECIMAL_LENGTH
                  + " characters"));

  /** Maps, lists, strings, numbers and booleans as they are. */
  static final GraphQLScalarType JSON = scalar("JSON", new Any());

  public static final List<GraphQLScalarType> ALL = List.of(DATE_TIME, DATE, DECIMAL, JSON);

  private ApiScalars() {}

  private static GraphQLScalarType scalar(String name, Coercing<?, ?> coercing) {
    return GraphQLScalarType.newScalar().name(name).coercing(coercing).build();
  }

  private static Optional<Instant> instant(String text) {
    return RFC_3339.matcher(text).matches()
        ? Optional.of(
            OffsetDateTime.parse(text.toUpperCase(Locale.ROOT), DateTimeFormatter.ISO_DATE_TIME)
                .toInstant())
        : Optional.empty();
  }

  private static Optional<LocalDate> date(String text) {
    return FOUR_DIGIT_YEAR.matcher(text).matches()
        ? Optional.of(LocalDate.parse(text, CALENDAR_DATE))
        : Optional.empty();
  }

  private static Optional<BigDecimal> decimal(String text) {
    return text.length() <= MAX_DECIMAL_LENGTH && PLAIN_DECIMAL.matcher(text).matches()
        ? Optional.of(new BigDecimal(text))
        : Optional.empty();
  }

  /** A scalar that is a JSON string of a certain form, both ways. */
  private record Text<T>(
      Class<T> type, Function<T, String> format, Function<String, Optional<T>> parse, String form)
      implements Coercing<T, String> {

    @Override
    public String serialize(Object value, GraphQLContext context, Locale locale) {
      if (!type.isInstance(value)) {
        throw new CoercingSerializeException("not a " + type.getSimpleName());
      }
      return format.apply(type.cast(value));
    }

    @Override
    public T parseValue(Object input, GraphQLContext context, Locale locale) {
      return parsed(input).orElseThrow(() -> new CoercingParseValueException(form));
    }

    @Override
    public T parseLiteral(
        Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
      return parsed(input instanceof StringValue text ? text.getValue() : null)
          .orElseThrow(() -> new CoercingParseLiteralException(form));
    }

    private Optional<T> parsed(Object input) {
      try {
        return input instanceof String text ? parse.apply(text) : Optional.empty();
      } catch (DateTimeException noSuchDay) {
        return Optional.empty();
      }
    }

    @Override
    public Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
      return StringValue.of(
          input instanceof String text ? text : serialize(input, context, locale));
    }
  }

  /** The scalar that takes everything. */
  private static final class Any implements Coercing<Object, Object> {

    @Override
    public Object serialize(Object value, GraphQLContext context, Locale locale) {
      return value;
    }

    @Override
    public Object parseValue(Object input, GraphQLContext context, Locale locale) {
      return input;
    }

    @Override
    public Object parseLiteral(
        Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
      return value(input, variables);
    }

    private static Object value(Value<?> input, CoercedVariables variables) {
      if (input instanceof StringValue text) {
        return text.getValue();
      } else if (input instanceof IntValue number) {
        return number.getValue();
      } else if (input instanceof FloatValue number) {
        return number.getValue();
      } else if (input instanceof BooleanValue flag) {
        return flag.isValue();
      } else if (input instanceof EnumValue name) {
        return name.getName();
      } else if (input instanceof NullValue) {
        return null;
      } else if (input instanceof VariableReference variable) {
        return variables.get(variable.getName());
      } else if (input instanceof ArrayValue array) {
        var values = new ArrayList<Object>();
        array.getValues().forEach(element -> values.add(value(element, variables)));
        return values;
      } else if (input instanceof ObjectValue object) {
        var values = new LinkedHashMap<String, Object>();
        object
            .getObjectFields()
            .forEach(field -> values.put(field.getName(), value(field.getValue(), variables)));
        return values;
      }
      throw new CoercingParseLiteralException("must be a JSON value");
    }
  }
}
