package io.github.ordermill.ordering.application;

import io.github.ordermill.ordering.domain.Address;
import io.github.ordermill.shared.application.validation.CountryCode;
import io.github.ordermill.shared.application.validation.Text;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;

/**
 * A shipping address, as command input. The components have the same meaning as in {@link Address}.
 *
 * @param region may be null
 * @param postalCode may be null
 */
@Description("A shipping address.")
@Input("AddressInput")
public record ShippingAddress(
    @Description("The addressee; 1 to 200 characters") @NotNull @Text(max = 200) String name,
    @Description("Street and house number; 1 to 200 characters") @NotNull @Text(max = 200)
        String street,
    @Description("Town or city; 1 to 100 characters") @NotNull @Text(max = 100) String city,
    @Description("State, province or county, where there is one; 1 to 100 characters")
        @Text(max = 100)
        String region,
    @Description("Postal code, where there is one; 1 to 20 characters") @Text(max = 20)
        String postalCode,
    @Description("ISO 3166-1 alpha-2") @NotNull @CountryCode String country) {

  public Address toAddress() {
    return new Address(name, street, city, region, postalCode, country);
  }
}
