package io.github.ordermill.shared.infrastructure.json;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.InjectableValues;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.type.LogicalType;

/**
 * Writes and reads records as JSON text, the form in which they are stored.
 *
 * <p>An object has a member per component, under the component's name and in the order of the
 * components. Nulls are omitted; a record with one component (an identity, for instance) is written
 * as that component; decimal numbers are strings and keep their scale. Reading converts no types
 * and ignores unknown members.
 *
 * <p>Instances are immutable and thread-safe. They are costly to make: keep them in constants.
 */
public final class JsonCodec {

  /** Aggregates may have thousands of parts; what is nested more deeply than this is not ours. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(100)
                  .maxNumberLength(100)
                  .maxNameLength(1_000)
                  .maxStringLength(20_000_000)
                  .maxDocumentLength(100_000_000)
                  .build())
          .build();

  /** The mapping without exceptions. */
  public static final JsonCodec STANDARD = new JsonCodec(new RecordIntrospector());

  private final RecordIntrospector introspector;
  private final ObjectMapper mapper;

  private JsonCodec(RecordIntrospector introspector) {
    this.introspector = introspector;
    this.mapper =
        JsonMapper.builder(FACTORY)
            .annotationIntrospector(introspector)
            .addModule(new RecordModule())
            .changeDefaultPropertyInclusion(
                inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .withConfigOverride(
                BigDecimal.class,
                override -> override.setFormat(JsonFormat.Value.forShape(JsonFormat.Shape.STRING)))
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(EnumFeature.READ_ENUMS_USING_TO_STRING)
            .disable(EnumFeature.WRITE_ENUMS_USING_TO_STRING)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .withCoercionConfig(
                LogicalType.Float,
                coercion ->
                    coercion.setCoercion(CoercionInputShape.String, CoercionAction.TryConvert))
            .withCoercionConfig(
                LogicalType.Textual,
                coercion ->
                    List.of(
                            CoercionInputShape.Integer,
                            CoercionInputShape.Float,
                            CoercionInputShape.Boolean)
                        .forEach(shape -> coercion.setCoercion(shape, CoercionAction.Fail)))
            .build();
  }

  /**
   * This mapping with components of {@code type} excluded, because they are stored next to the
   * JSON. They are not written; for reading, their values are passed in.
   *
   * @param type a record or an interface of records
   */
  public JsonCodec excluding(Class<?> type, Set<String> components) {
    return new JsonCodec(introspector.excluding(type, components));
  }

  /** This mapping with a member {@code name} that names the record type within a sealed family. */
  public JsonCodec naming(Class<?> family, String name) {
    return new JsonCodec(introspector.naming(family, name));
  }

  /** The JSON text of a record. */
  public String write(Object value) {
    return mapper.writeValueAsString(value);
  }

  /**
   * The value of a JSON text.
   *
   * @throws IllegalArgumentException if the text is not JSON of that type; the message has the path
   *     of the member concerned and names no class
   */
  public <T> T read(Class<T> type, String text) {
    return read(type, text, Map.of());
  }

  /**
   * The value of a JSON text.
   *
   * @param excluded the values of the excluded components, by name
   * @throws IllegalArgumentException as above
   */
  public <T> T read(Class<T> type, String text, Map<String, Object> excluded) {
    try {
      T value = mapper.readerFor(type).with(new InjectableValues.Std(excluded)).readValue(text);
      if (value == null) {
        throw new IllegalArgumentException(ReadFailure.NO_OBJECT);
      }
      return value;
    } catch (JacksonException e) {
      throw new IllegalArgumentException(ReadFailure.messageOf(e, mapper, text), e);
    }
  }

  /**
   * The object of a JSON text, for changes to stored forms.
   *
   * @throws IllegalArgumentException if the text is not a JSON object
   */
  public ObjectNode readObject(String text) {
    try {
      if (mapper.readTree(text) instanceof ObjectNode object) {
        return object;
      }
      throw new IllegalArgumentException(ReadFailure.NO_OBJECT);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(ReadFailure.messageOf(e, mapper, text), e);
    }
  }
}
