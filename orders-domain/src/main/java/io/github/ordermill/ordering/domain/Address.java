package io.github.ordermill.ordering.domain;

import java.util.Objects;

/**
 * Where a parcel goes.
 *
 * @param region null if the country has none
 * @param postalCode null if the country has none
 * @param country two letters of <a href="https://www.iso.org/iso-3166-country-codes.html">ISO
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
