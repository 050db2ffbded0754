package io.github.ordermill.ordering.domain;

import java.util.Objects;

/**
 * A shipping address.
 *
 * @param name the addressee
 * @param region null if the country has none
 * @param postalCode null if the country has none
 * @param country alpha-2 code of <a href="https://www.iso.org/iso-3166-country-codes.html">ISO
 *     3166-1</a>
 */
public record Address(
    String name, String street, String city, String region, String postalCode, String country) {

  public Address {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(street, "street");
    Objects.requireNonNull(city, "city");
    if (country.length() != 2) {
      throw new IllegalArgumentException("not a country code: " + country);
    }
  }
}
