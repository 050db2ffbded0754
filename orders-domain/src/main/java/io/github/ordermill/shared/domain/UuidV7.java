package io.github.ordermill.shared.domain;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Generator of time-ordered UUIDs, version 7 of <a
 * href="https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-7">RFC 9562, section 5.7</a>. They
 * sort by creation time, so that new entries are appended to the last page of an index.
 */
public final class UuidV7 {

  private UuidV7() {}

  /** A new UUID: the milliseconds of {@code at} in 48 bits, followed by 74 random bits. */
  public static UUID at(Instant at) {
    var random = ThreadLocalRandom.current();
    long high = (at.toEpochMilli() << 16) | 0x7000L | (random.nextLong() & 0x0FFFL);
    long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }
}
