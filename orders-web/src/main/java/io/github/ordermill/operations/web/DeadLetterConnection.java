package io.github.ordermill.operations.web;

import io.github.ordermill.operations.application.DeadLetter;
import io.github.ordermill.shared.web.graphql.PageInfo;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/**
 * A page of dead letters.
 *
 * @param projection whose dead letters are listed, null for all; for the total when it is selected
 * @param settled whether settled ones are listed
 */
@Description("A page of dead letters, after the Relay cursor connections specification.")
public record DeadLetterConnection(
    @Description("The dead letters with their cursors") @NonNull
        List<@NonNull DeadLetterEdge> edges,
    @Description("Whether there are more, before and after") @NonNull PageInfo pageInfo,
    @Ignore String projection,
    @Ignore boolean settled) {

  /** A dead letter in its list. */
  @Description("A dead letter in its list.")
  @Type("DeadLetterEdge")
  public record DeadLetterEdge(
      @Description("The dead letter") @NonNull DeadLetter node,
      @Description("Its position in the list; opaque") @NonNull String cursor) {}
}
