package io.github.ordermill.operations.application;

import io.github.ordermill.shared.application.Query;
import io.github.ordermill.shared.application.paging.CursorPage;
import io.github.ordermill.shared.application.validation.Text;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.UUID;

/**
 * Lists dead letters: open ones, oldest first, or settled ones, those settled last first.
 *
 * @param projection only those of this projection; null for all
 * @param settled those that were retried or discarded, in place of open ones
 * @param first maximum number of dead letters, 1 to 100
 * @param after only those after the dead letter of this cursor; null for all
 */
public record ListDeadLetters(
    @Text(max = 100) String projection,
    boolean settled,
    @Min(value = 1, message = "must be {value} or more")
        @Max(value = 100, message = "must be {value} or less")
        int first,
    @Pattern(regexp = CURSOR, message = NO_CURSOR) String after)
    implements Query<CursorPage<DeadLetter>> {

  private static final String CURSOR =
      "(open|settled) [0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

  static final String NO_CURSOR = "must be a cursor that this list has given";

  /** The cursor of a dead letter in this list. */
  String cursorOf(DeadLetter letter) {
    return kind() + letter.id();
  }

  /** Whether {@link #after} belongs to this list, or is null. */
  boolean isOwnCursor() {
    return after == null || after.startsWith(kind());
  }

  /** Id of the dead letter of the cursor; null for none. */
  UUID idAfter() {
    return after == null ? null : UUID.fromString(after.substring(kind().length()));
  }

  private String kind() {
    return settled ? "settled " : "open ";
  }
}
