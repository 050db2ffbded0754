package io.github.ordermill.shared.application.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutOfMemoryTest {

  /** Process that meets an error and then ends with exit code 0. */
  static final class Victim {

    private Victim() {}

    /** Reports the named kind of error. */
    public static void main(String... arguments) {
      OutOfMemory.endProcessAt(
          switch (arguments[0]) {
            case "memory" -> new OutOfMemoryError("test");
            case "cause" -> new IllegalStateException(new OutOfMemoryError("test"));
            default -> new StackOverflowError("test");
          });
    }
  }

  @ParameterizedTest
  @CsvSource({"memory, true, 3", "cause, true, 3", "stack, true, 0", "memory, false, 0"})
  void endsTheProcessWithCode3IfSwitchedOn(String kind, boolean isOn, int exitCode)
      throws Exception {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dorders.exit.on.out.of.memory=" + isOn,
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName(),
                kind)
            .inheritIO()
            .start();

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(exitCode);
  }

  @Test
  void findsItAmongCausesThatFormACircle() {
    var first = new IllegalStateException("first");
    first.initCause(new IllegalStateException("second", first));

    assertThat(OutOfMemory.isOutOfMemory(first)).isFalse();
  }
}
