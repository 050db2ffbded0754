package io.github.ordermill.shared.infrastructure.commands;

import io.github.ordermill.shared.application.PerCommand;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.transaction.UserTransaction;

/** The transaction that commands are carried out in. */
@Dependent
class ContainerTransaction {

  @Produces
  @PerCommand
  @Resource(lookup = "java:comp/UserTransaction")
  UserTransaction transaction;
}
