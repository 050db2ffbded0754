package io.github.ordermill.shared.infrastructure.signing;

import io.github.ordermill.shared.application.Unavailable;
import io.github.ordermill.shared.application.background.BackgroundTask;
import io.github.ordermill.shared.application.signing.SigningKey;
import io.github.ordermill.shared.application.signing.SigningKeys;
import io.github.ordermill.shared.infrastructure.database.Database;
import io.github.ordermill.shared.infrastructure.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Signing keys from the main database, read every half minute and kept while it is away. A key that
 * is older than {@code orders.token.key.rotation}, 90 days by default, is succeeded by a new one.
 * The new key signs once it is five minutes old, when every node has read it; its predecessor is
 * accepted for another seven days. Ages are measured by the clock of the database.
 */
@ApplicationScoped
public class StoredSigningKeys implements SigningKeys, BackgroundTask {

  private static final Logger LOG = Logger.getLogger(StoredSigningKeys.class.getName());

  private static final String ALGORITHM = "HmacSHA256";
  private static final int SECRET_BYTES = 32;

  private static final Duration PERIOD = Duration.ofSeconds(30);
  private static final Duration MIN_ROTATION = Duration.ofHours(1);
  private static final Duration UNTIL_IT_SIGNS = Duration.ofMinutes(5);
  private static final Duration ACCEPTED_AFTER_SUCCESSION = Duration.ofDays(7);

  /** Any number that no other advisory lock of the database has. */
  private static final long CREATION_LOCK = 0x6f72_6465_725f_6b65L;

  private final SecureRandom random = new SecureRandom();

  private volatile SigningKey current;
  private volatile Map<Integer, SigningKey> known = Map.of();

  private Database database;
  private Duration rotation;

  /** A key in the database. */
  private record Stored(SigningKey key, Duration age) {}

  /** For CDI only. */
  protected StoredSigningKeys() {}

  /** With the age at which a key gets a successor, at least an hour. */
  @Inject
  public StoredSigningKeys(
      Database database,
      @ConfigProperty(name = "orders.token.key.rotation", defaultValue = "P90D")
          Duration rotation) {
    this.database = database;
    this.rotation = rotation.compareTo(MIN_ROTATION) < 0 ? MIN_ROTATION : rotation;
  }

  @Override
  public SigningKey current() {
    var key = current;
    if (key == null) {
      throw new Unavailable(new IllegalStateException("no signing key has been read yet"));
    }
    return key;
  }

  @Override
  public Optional<SigningKey> find(int id) {
    return Optional.ofNullable(known.get(id));
  }

  @Override
  public String loopName() {
    return "signing-keys";
  }

  @Override
  public Duration pause() {
    return PERIOD;
  }

  @Override
  public void turn(Heartbeat heartbeat) {
    refresh();
  }

  /**
   * Reads the keys; creates and deletes where one is due.
   *
   * @throws Unavailable if the database is unavailable; the keys stay as they are
   */
  public void refresh() {
    var stored = database.inTransaction(StoredSigningKeys::read);
    if (isSuccessorDue(stored) || isAnyRetired(stored)) {
      stored = database.inTransaction(this::maintain);
    }
    known =
        stored.stream()
            .map(Stored::key)
            .collect(Collectors.toUnmodifiableMap(SigningKey::id, Function.identity()));
    current = signing(stored);
  }

  private List<Stored> maintain(Connection connection) {
    Sql.query(connection, "SELECT pg_advisory_xact_lock(?)", row -> null, CREATION_LOCK);
    var stored = read(connection);
    if (isSuccessorDue(stored)) {
      var secret = new byte[SECRET_BYTES];
      random.nextBytes(secret);
      Sql.update(connection, "INSERT INTO messaging.signing_key (secret) VALUES (?)", secret);
      LOG.info("A new key signs consistency tokens; older ones are accepted for a week.");
    }
    for (int i = 0; i + 1 < stored.size(); i++) {
      if (isRetired(stored, i)) {
        Sql.update(
            connection, "DELETE FROM messaging.signing_key WHERE id = ?", stored.get(i).key().id());
      }
    }
    return read(connection);
  }

  /** All keys, the oldest first. */
  private static List<Stored> read(Connection connection) {
    return Sql.query(
        connection,
        """
        SELECT id, secret, (extract(epoch FROM now() - created_at) * 1000)::bigint AS age
        FROM messaging.signing_key ORDER BY created_at, id
        """,
        row ->
            new Stored(
                new SigningKey(
                    row.getInt("id"), new SecretKeySpec(row.getBytes("secret"), ALGORITHM)),
                Duration.ofMillis(row.getLong("age"))));
  }

  private boolean isSuccessorDue(List<Stored> stored) {
    return stored.isEmpty() || stored.get(stored.size() - 1).age().compareTo(rotation) >= 0;
  }

  private static boolean isAnyRetired(List<Stored> stored) {
    return stored.size() > 1 && isRetired(stored, 0);
  }

  /** Whether the key's successor has been signing for longer than a token is accepted. */
  private static boolean isRetired(List<Stored> stored, int index) {
    var successor = stored.get(index + 1).age();
    return successor.compareTo(UNTIL_IT_SIGNS.plus(ACCEPTED_AFTER_SUCCESSION)) >= 0;
  }

  /** The newest key that is old enough to sign, else the oldest one. */
  private static SigningKey signing(List<Stored> stored) {
    return stored.stream()
        .filter(it -> it.age().compareTo(UNTIL_IT_SIGNS) >= 0)
        .reduce((older, newer) -> newer)
        .orElse(stored.get(0))
        .key();
  }
}
