package io.github.ordermill.shared.application.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EachTest {

  @Test
  void continuesAfterAnItemThatFails() {
    var done = new ArrayList<Integer>();

    assertThatThrownBy(
            () ->
                Each.of(
                    List.of(1, 2, 3, 4),
                    item -> {
                      if (item == 2) {
                        throw new StackOverflowError("two");
                      }
                      if (item == 3) {
                        throw new IllegalStateException("three");
                      }
                      done.add(item);
                    }))
        .isInstanceOf(StackOverflowError.class)
        .hasSuppressedException(new IllegalStateException("three"));

    assertThat(done).containsExactly(1, 4);
  }
}
