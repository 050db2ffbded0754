package io.github.ordermill.shared.infrastructure.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * PostgreSQL for unit tests that only this user can use: it has a generated password, no socket in
 * the file system, and its executables are not in the system's temporary directory, where others
 * could replace them.
 */
final class PrivatePostgres {

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private final EmbeddedPostgres server;
  private final String password;

  private PrivatePostgres(EmbeddedPostgres server, String password) {
    this.server = server;
    this.password = password;
  }

  static PrivatePostgres start() throws IOException {
    var password = UUID.randomUUID().toString();
    var directory = Path.of("target", "postgresql").toAbsolutePath();
    Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    var file = Files.createTempFile(directory, "password", null);
    try {
      Files.writeString(file, password);
      var server =
          EmbeddedPostgres.builder()
              .setOverrideWorkingDirectory(directory.toFile())
              // options of initdb, for which the library has no method
              .setLocaleConfig("auth-host", "scram-sha-256")
              .setLocaleConfig("auth-local", "scram-sha-256")
              .setLocaleConfig("pwfile", file.toString())
              .setServerConfig("unix_socket_directories", "")
              .setConnectConfig("password", password)
              .start();
      // the library lets others write to it
      Files.setPosixFilePermissions(directory, OWNER_ONLY);
      return new PrivatePostgres(server, password);
    } finally {
      Files.delete(file);
    }
  }

  /** Connections as the superuser, with the same driver properties as in the container. */
  PGSimpleDataSource dataSource(String database) {
    var dataSource = new PGSimpleDataSource();
    dataSource.setUrl(server.getJdbcUrl("postgres", database));
    dataSource.setUser("postgres");
    dataSource.setPassword(password);
    dataSource.setStringType("unspecified");
    dataSource.setReWriteBatchedInserts(true);
    return dataSource;
  }
}
