package io.github.ordermill.ordering.infrastructure.persistence;

import io.github.ordermill.ordering.domain.Address;
import io.github.ordermill.ordering.domain.CustomerId;
import io.github.ordermill.ordering.domain.OrderId;
import io.github.ordermill.ordering.domain.OrderNumber;
import io.github.ordermill.ordering.domain.ProductId;
import io.github.ordermill.ordering.infrastructure.events.AddressJson;
import io.github.ordermill.shared.infrastructure.json.Json;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Currency;
import java.util.UUID;
import java.util.function.Function;

/** The domain's values as columns, one converter each, applied wherever the type occurs. */
final class Converters {

  private Converters() {}

  /** Both directions, null to null. */
  abstract static class Both<A, C> implements AttributeConverter<A, C> {
    private final Function<A, C> toColumn;
    private final Function<C, A> toAttribute;

    Both(Function<A, C> toColumn, Function<C, A> toAttribute) {
      this.toColumn = toColumn;
      this.toAttribute = toAttribute;
    }

    @Override
    public C convertToDatabaseColumn(A attribute) {
      return attribute == null ? null : toColumn.apply(attribute);
    }

    @Override
    public A convertToEntityAttribute(C column) {
      return column == null ? null : toAttribute.apply(column);
    }
  }

  /** uuid. */
  @Converter(autoApply = true)
  public static class OrderIds extends Both<OrderId, UUID> {
    public OrderIds() {
      super(OrderId::value, OrderId::new);
    }
  }

  /** text. */
  @Converter(autoApply = true)
  public static class OrderNumbers extends Both<OrderNumber, String> {
    public OrderNumbers() {
      super(OrderNumber::value, OrderNumber::new);
    }
  }

  /** text. */
  @Converter(autoApply = true)
  public static class CustomerIds extends Both<CustomerId, String> {
    public CustomerIds() {
      super(CustomerId::value, CustomerId::new);
    }
  }

  /** text. */
  @Converter(autoApply = true)
  public static class ProductIds extends Both<ProductId, String> {
    public ProductIds() {
      super(ProductId::value, ProductId::new);
    }
  }

  /** text, the ISO 4217 code. */
  @Converter(autoApply = true)
  public static class Currencies extends Both<Currency, String> {
    public Currencies() {
      super(Currency::getCurrencyCode, Currency::getInstance);
    }
  }

  /** timestamptz; EclipseLink 4 would send an Instant as bytes. */
  @Converter(autoApply = true)
  public static class Instants extends Both<Instant, Timestamp> {
    public Instants() {
      super(Timestamp::from, Timestamp::toInstant);
    }
  }

  /** jsonb; the driver sends text as of unspecified type, and PostgreSQL makes jsonb of it. */
  @Converter(autoApply = true)
  public static class Addresses extends Both<Address, String> {
    public Addresses() {
      super(
          address -> AddressJson.write(address).toString(),
          text -> AddressJson.read(Json.parse(text)));
    }
  }
}
