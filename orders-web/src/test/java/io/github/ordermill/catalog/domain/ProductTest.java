package io.github.ordermill.catalog.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ordermill.catalog.domain.ProductEvent.ProductRegistered;
import io.github.ordermill.shared.domain.InvalidArgument;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProductTest {

  private static final Instant MONDAY = Instant.parse("2026-11-23T09:00:00Z");

  private final ProductId id = ProductId.next(MONDAY);

  @Test
  void registersAProduct() {
    var registered = Product.register(id, "Kettle", MONDAY);

    assertThat(registered).isEqualTo(new ProductRegistered(id, 1, "Kettle", MONDAY));
  }

  @Test
  void hasTheStateOfItsEvent() {
    var product = new Product(Product.register(id, "Kettle", MONDAY));

    assertThat(product.id()).isEqualTo(id);
    assertThat(product.version()).isEqualTo(1);
    assertThat(product.name()).isEqualTo("Kettle");
  }

  @Test
  void acceptsANameOf200Characters() {
    var name = "x".repeat(200);

    assertThat(Product.register(id, name, MONDAY).name()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 201})
  void refusesANameThatIsEmptyOrTooLong(int length) {
    assertThatThrownBy(() -> Product.register(id, "x".repeat(length), MONDAY))
        .isInstanceOf(InvalidArgument.class)
        .hasMessageContaining("1 to 200 characters");
  }
}
