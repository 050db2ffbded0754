package io.github.ordermill.ordering.application;

import io.github.ordermill.ordering.domain.Address;
import io.github.ordermill.shared.application.validation.CountryCode;
import io.github.ordermill.shared.application.validation.Text;
import jakarta.validation.constraints.NotNull;

/**
 * An address as a client states it; the components have the meanings of {@link Address}.
 *
 * @param region may be null
 * @param postalCode may be null
 */
public record ShippingAddress(
    @NotNull @Text(max = 200) String name,
    @NotNull @Text(max = 200) String street,
    @NotNull @Text(max = 100) String city,
    @Text(max = 100) String region,
    @Text(max = 20) String postalCode,
    @NotNull @CountryCode String country) {

  public Address toAddress() {
    return new Address(name, street, city, region, postalCode, country);
  }
}
