package io.github.ordermill.shared.web.graphql;

import io.github.ordermill.shared.application.Command;
import io.github.ordermill.shared.application.CommandBus;
import io.github.ordermill.shared.application.CommandContext;
import io.github.ordermill.shared.application.CommandResult;
import io.github.ordermill.shared.application.Query;
import io.github.ordermill.shared.application.QueryBus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Buses of any business module that answer without a database and record what they receive. */
public class RecordingBuses {

  /** Queries received, oldest first. */
  public final List<Query<?>> asked = Collections.synchronizedList(new ArrayList<>());

  /** Commands received, oldest first. */
  public final List<Command> sent = new ArrayList<>();

  /** Contexts of the commands received, oldest first. */
  public final List<CommandContext> contexts = new ArrayList<>();

  /** Computes the result of each query. */
  public volatile Function<Query<?>, Object> answers;

  /** Called with each command before it is recorded. */
  public Consumer<Command> whenSent = command -> {};

  /** The result of each command. */
  public CommandResult result;

  public RecordingBuses(Function<Query<?>, Object> answers, CommandResult result) {
    this.answers = answers;
    this.result = result;
  }

  /** A query bus that records each query and answers it by {@link #answers}. */
  public final QueryBus queries() {
    return new QueryBus() {
      @Override
      @SuppressWarnings("unchecked")
      public <R> R ask(Query<R> query) {
        asked.add(query);
        return (R) answers.apply(query);
      }
    };
  }

  /** A command bus that records each command and answers it by {@link #result}. */
  public final CommandBus commands() {
    return new CommandBus() {
      @Override
      public CommandResult send(Command command, CommandContext context) {
        whenSent.accept(command);
        sent.add(command);
        contexts.add(context);
        return result;
      }
    };
  }
}
