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

/** Converters of the domain's values to columns, applied to every attribute of their type. */
final class Converters {

  private Converters() {}

  // No common superclass: EclipseLink finds the types of a converter only if it implements the
  // interface directly.

  /** Column of type uuid. */
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

  /** Column of type text. */
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

  /** Column of type text. */
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

  /** Column of type text. */
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

  /** Column of type text: the ISO 4217 code. */
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

  /** Column of type timestamptz. Without a converter, EclipseLink 4 sends an Instant as bytes. */
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
   * Column of type jsonb. It is written as a string, which the driver sends with unspecified type,
   * and read as an object of the driver whose {@code toString} is the JSON text.
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

  /** Column of type jsonb: an array of lines. */
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

  /** Column of type jsonb: an array of numbers. */
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
