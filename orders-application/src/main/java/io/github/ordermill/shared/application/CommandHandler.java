package io.github.ordermill.shared.application;

/**
 * Handler of one type of command. It runs in the transaction that the bus has begun: it loads the
 * aggregate, calls its method and appends the event that this returns.
 *
 * @param <C> type of the command; the bus finds the handler by it
 */
public interface CommandHandler<C extends Command> {

  /**
   * Executes a valid command.
   *
   * @throws io.github.ordermill.shared.domain.RuleBroken if a business rule forbids it
   * @throws io.github.ordermill.shared.domain.InvalidArgument if an argument is invalid for the
   *     aggregate; its path is relative to the command
   * @throws NotFound if the aggregate does not exist
   * @throws StaleVersion if the aggregate is not at the version that the client expects
   */
  Receipt handle(C command);
}
