package io.github.ordermill.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Starts, stops and kills the parts of the stack: each returns to service. */
class RunningStackIT {

  private static RunningStack stack;

  @BeforeAll
  static void useSharedStack() {
    stack = RunningStack.shared();
  }

  @Test
  void isReadyOnceStarted() {
    assertThat(stack.application().isReady()).isTrue();
  }

  @Test
  void isReadyAgainAfterTheApplicationWasKilled() {
    stack.application().kill();
    assertThat(stack.application().isReady()).isFalse();

    stack.application().start();

    assertThat(stack.application().isReady()).isTrue();
  }

  @Test
  void keepsCommittedRowsWhenTheDatabaseIsKilled() throws SQLException {
    execute("CREATE TABLE IF NOT EXISTS public.kept (id int)");
    execute("INSERT INTO public.kept VALUES (1)");

    stack.database().kill();
    stack.database().start();

    assertThat(rowCount("public.kept")).isEqualTo(1);
    execute("DROP TABLE public.kept");
  }

  @Test
  void runsPostgresWithDurableCommits() throws SQLException {
    assertThat(databaseSetting("fsync")).isEqualTo("on");
    assertThat(databaseSetting("synchronous_commit")).isEqualTo("on");
    assertThat(databaseSetting("full_page_writes")).isEqualTo("on");
  }

  private static void execute(String statement) throws SQLException {
    try (var connection = stack.database().connect();
        var statements = connection.createStatement()) {
      statements.execute(statement);
    }
  }

  private static int rowCount(String table) throws SQLException {
    try (var connection = stack.database().connect();
        var statements = connection.createStatement();
        var result = statements.executeQuery("SELECT count(*) FROM " + table)) {
      result.next();
      return result.getInt(1);
    }
  }

  private static String databaseSetting(String name) throws SQLException {
    try (var connection = stack.database().connect();
        var statements = connection.createStatement();
        var result = statements.executeQuery("SHOW " + name)) {
      result.next();
      return result.getString(1);
    }
  }
}
