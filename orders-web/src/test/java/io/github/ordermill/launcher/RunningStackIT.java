package io.github.ordermill.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The product as a stranger starts it: its parts come up together and come back after a stop or a
 * kill.
 */
class RunningStackIT {

  private static RunningStack stack;

  @BeforeAll
  static void takeTheSharedStack() {
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
  void keepsWhatTheDatabaseHasCommittedWhenThatIsKilled() throws SQLException {
    execute("CREATE TABLE IF NOT EXISTS public.kept (id int)");
    execute("INSERT INTO public.kept VALUES (1)");

    stack.database().kill();
    stack.database().start();

    assertThat(rowsOf("public.kept")).isEqualTo(1);
    execute("DROP TABLE public.kept");
  }

  @Test
  void writesThroughToTheDisk() throws SQLException {
    assertThat(settingOfTheDatabase("fsync")).isEqualTo("on");
    assertThat(settingOfTheDatabase("synchronous_commit")).isEqualTo("on");
    assertThat(settingOfTheDatabase("full_page_writes")).isEqualTo("on");
  }

  private static void execute(String statement) throws SQLException {
    try (var connection = stack.database().connect();
        var statements = connection.createStatement()) {
      statements.execute(statement);
    }
  }

  private static int rowsOf(String table) throws SQLException {
    try (var connection = stack.database().connect();
        var statements = connection.createStatement();
        var result = statements.executeQuery("SELECT count(*) FROM " + table)) {
      result.next();
      return result.getInt(1);
    }
  }

  private static String settingOfTheDatabase(String name) throws SQLException {
    try (var connection = stack.database().connect();
        var statements = connection.createStatement();
        var result = statements.executeQuery("SHOW " + name)) {
      result.next();
      return result.getString(1);
    }
  }
}
