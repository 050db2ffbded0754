package io.github.ordermill.shared.infrastructure.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ordermill.shared.application.Unavailable;
import jakarta.resource.ResourceException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Classification of faults of the database as temporary or permanent. */
class AvailabilityInterceptorTest {

  @ParameterizedTest
  @ValueSource(strings = {"08001", "08006", "53100", "53300", "57P01", "57P03"})
  void classifiesLostConnectionsShutdownAndInsufficientResourcesAsTemporary(String state) {
    assertThat(AvailabilityInterceptor.isTemporary(new SqlFailed(new SQLException("…", state))))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "23505", "22003", "42P01", "57014"})
  void classifiesFaultsOfStatementsAsPermanent(String state) {
    assertThat(AvailabilityInterceptor.isTemporary(new SqlFailed(new SQLException("…", state))))
        .isFalse();
  }

  @Test
  void classifiesWrongCallsOfTheDriverAsPermanent() throws SQLException {
    try (var connection = TestDatabase.dataSource().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT 1")) {
      rows.next();
      assertThatThrownBy(() -> rows.getObject(1, (Class<?>) null))
          .isInstanceOfSatisfying(
              SQLException.class,
              fault -> {
                assertThat(fault.getSQLState()).isNull();
                assertThat(AvailabilityInterceptor.isTemporary(fault)).isFalse();
              });
    }
  }

  @Test
  void classifiesAPoolWithoutConnectionsAsTemporaryWhateverTheReason() {
    var pool =
        new SQLException(
            "Error in allocating a connection", new ResourceException("In-use connections equal"));

    assertThat(AvailabilityInterceptor.isTemporary(new IllegalStateException(pool))).isTrue();
  }

  @Test
  void throwsUnavailableWithoutADatabase() {
    var nowhere = new PGSimpleDataSource();
    nowhere.setUrl("jdbc:postgresql://127.0.0.1:1/nowhere");

    assertThatThrownBy(() -> new Database(nowhere).read(connection -> null))
        .isInstanceOf(Unavailable.class);
  }

  @Test
  void rethrowsFaultsOfTheWork() {
    assertThatThrownBy(
            () ->
                TestDatabase.database()
                    .inTransaction(
                        connection -> {
                          throw new SqlFailed(new SQLException("type is null"));
                        }))
        .isInstanceOf(SqlFailed.class);
  }
}
