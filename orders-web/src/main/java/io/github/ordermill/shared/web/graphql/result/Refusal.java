package io.github.ordermill.shared.web.graphql.result;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Interface;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** The result of a command that was refused: nothing has changed. */
@Description(
    "What every refusal has; new kinds of refusal may come, so select these on the interface")
@Interface("Refusal")
public interface Refusal {

  @Description("Stable and machine-readable, e.g. ORDER_NOT_FOUND")
  @NonNull
  @Name("code")
  String code();

  @Description("The refusal in a sentence for people")
  @NonNull
  @Name("message")
  String message();
}
