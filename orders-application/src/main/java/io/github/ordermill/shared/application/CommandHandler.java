package io.github.ordermill.shared.application;

/**
 * Carries one kind of command out, within a transaction that the bus has begun: decide, keep,
 * announce.
 *
 * @param <C> the command, found by this type argument
 */
public interface CommandHandler<C extends Command> {

  /**
   * Does what the command says.
   *
   * @throws io.github.ordermill.shared.domain.RuleBroken if a rule of the business forbids it
   * @throws io.github.ordermill.shared.domain.InvalidArgument if the input does not fit what it is
   *     about; paths begin at the command
   * @throws NotFound if what it is about does not exist
   * @throws StaleVersion if it is no longer in the version that the client expects
   */
  Receipt handle(C command);
}
