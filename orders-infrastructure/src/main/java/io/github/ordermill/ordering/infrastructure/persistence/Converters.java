package io.github.ordermill.ordering.infrastructure.persistence;

import io.github.ordermill.ordering.domain.Address;
import io.github.ordermill.ordering.domain.CustomerId;
import io.github.ordermill.ordering.domain.OrderId;
import io.github.ordermill.ordering.domain.OrderLines;
import io.github.ordermill.ordering.domain.OrderNumber;
import io.github.ordermill.ordering.domain.ProductId;
import io.github.ordermill.ordering.domain.ShipmentsInTransit;
import io.github.ordermill.shared.infrastructure.json.JsonCodec;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Currency;
import java.util.UUID;

/** The domain's values as columns, one converter each, applied wherever the type occurs. */
final class Converters {

  private Converters() {}

  // EclipseLink finds the types of a converter only where it implements the interface by itself:
  // a common superclass would be shorter, and is not seen.

  /** uuid. */
  @Converter(autoApply = true)
  public static class OrderIds implements AttributeConverter<OrderId, UUID> {
    @Override
    public UUID convertToDatabaseColumn(OrderId attribute) {
      return attribute == null ? null : attribute.value();
    }

    @Override
    public OrderId convertToEntityAttribute(UUID column) {
      return column == null ? null : new OrderId(column);
    }
  }

  /** text. */
  @Converter(autoApply = true)
  public static class OrderNumbers implements AttributeConverter<OrderNumber, String> {
    @Override
    public String convertToDatabaseColumn(OrderNumber attribute) {
      return attribute == null ? null : attribute.value();
    }

    @Override
    public OrderNumber convertToEntityAttribute(String column) {
      return column == null ? null : new OrderNumber(column);
    }
  }

  /** text. */
  @Converter(autoApply = true)
  public static class CustomerIds implements AttributeConverter<CustomerId, String> {
    @Override
    public String convertToDatabaseColumn(CustomerId attribute) {
      return attribute == null ? null : attribute.value();
    }

    @Override
    public CustomerId convertToEntityAttribute(String column) {
      return column == null ? null : new CustomerId(column);
    }
  }

  /** text. */
  @Converter(autoApply = true)
  public static class ProductIds implements AttributeConverter<ProductId, String> {
    @Override
    public String convertToDatabaseColumn(ProductId attribute) {
      return attribute == null ? null : attribute.value();
    }

    @Override
    public ProductId convertToEntityAttribute(String column) {
      return column == null ? null : new ProductId(column);
    }
  }

  /** text, the ISO 4217 code. */
  @Converter(autoApply = true)
  public static class Currencies implements AttributeConverter<Currency, String> {
    @Override
    public String convertToDatabaseColumn(Currency attribute) {
      return attribute == null ? null : attribute.getCurrencyCode();
    }

    @Override
    public Currency convertToEntityAttribute(String column) {
      return column == null ? null : Currency.getInstance(column);
    }
  }

  /** timestamptz; EclipseLink 4 would send an Instant as bytes. */
  @Converter(autoApply = true)
  public static class Instants implements AttributeConverter<Instant, Timestamp> {
    @Override
    public Timestamp convertToDatabaseColumn(Instant attribute) {
      return attribute == null ? null : Timestamp.from(attribute);
    }

    @Override
    public Instant convertToEntityAttribute(Timestamp column) {
      return column == null ? null : column.toInstant();
    }
  }

  /**
   * jsonb: text on the way in, which the driver sends as of unspecified type; on the way out an
   * object of the driver's whose {@code toString} is the text.
   */
  @Converter(autoApply = true)
  public static class Addresses implements AttributeConverter<Address, Object> {
    @Override
    public Object convertToDatabaseColumn(Address attribute) {
      return attribute == null ? null : JsonCodec.STANDARD.write(attribute);
    }

    @Override
    public Address convertToEntityAttribute(Object column) {
      return column == null ? null : JsonCodec.STANDARD.read(Address.class, column.toString());
    }
  }

  /** jsonb, likewise: an array of lines. */
  @Converter(autoApply = true)
  public static class Lines implements AttributeConverter<OrderLines, Object> {
    @Override
    public Object convertToDatabaseColumn(OrderLines attribute) {
      return attribute == null ? null : JsonCodec.STANDARD.write(attribute);
    }

    @Override
    public OrderLines convertToEntityAttribute(Object column) {
      return column == null ? null : JsonCodec.STANDARD.read(OrderLines.class, column.toString());
    }
  }

  /** jsonb, likewise: an array of numbers. */
  @Converter(autoApply = true)
  public static class InTransit implements AttributeConverter<ShipmentsInTransit, Object> {
    @Override
    public Object convertToDatabaseColumn(ShipmentsInTransit attribute) {
      return attribute == null ? null : JsonCodec.STANDARD.write(attribute);
    }

    @Override
    public ShipmentsInTransit convertToEntityAttribute(Object column) {
      return column == null
          ? null
          : JsonCodec.STANDARD.read(ShipmentsInTransit.class, column.toString());
    }
  }
}
