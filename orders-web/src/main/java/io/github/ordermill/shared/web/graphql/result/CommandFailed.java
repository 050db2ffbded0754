package io.github.ordermill.shared.web.graphql.result;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;

/** A fault of the server; the response has an error of the same code, too. */
@Description(
    "The command failed for a reason that is not its own: it was not carried out, or it is not known"
        + " whether it was. Repeat it with the same idempotency key. The response has the same as an"
        + " error.")
public record CommandFailed(
    @Description("UNAVAILABLE, LIMIT_EXCEEDED (time) or INTERNAL") @NonNull String code,
    @Description("The failure in a sentence for people") @NonNull String message)
    implements MutationResult, Refusal {}
