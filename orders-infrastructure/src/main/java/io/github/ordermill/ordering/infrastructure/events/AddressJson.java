package io.github.ordermill.ordering.infrastructure.events;

import static io.github.ordermill.shared.infrastructure.json.Json.add;
import static io.github.ordermill.shared.infrastructure.json.Json.text;

import io.github.ordermill.ordering.domain.Address;
import io.github.ordermill.shared.infrastructure.json.Json;
import jakarta.json.JsonObject;

/** An address as a JSON object. */
public final class AddressJson {

  private AddressJson() {}

  /** The object; region and postal code are left out when null. */
  public static JsonObject write(Address address) {
    var json = Json.object();
    add(json, "name", address.name());
    add(json, "street", address.street());
    add(json, "city", address.city());
    add(json, "region", address.region());
    add(json, "postalCode", address.postalCode());
    add(json, "country", address.country());
    return json.build();
  }

  /** The address that {@code json} is. */
  public static Address read(JsonObject json) {
    return new Address(
        text(json, "name"),
        text(json, "street"),
        text(json, "city"),
        text(json, "region"),
        text(json, "postalCode"),
        text(json, "country"));
  }
}
