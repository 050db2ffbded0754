package io.github.ordermill.shared.infrastructure.interceptors;

import io.github.ordermill.shared.application.CommandTransaction;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.transaction.UserTransaction;

/** Produces the transaction that commands run in, the container's. */
@Dependent
class CommandTransactionProducer {

  @Produces
  @CommandTransaction
  @Resource(lookup = "java:comp/UserTransaction")
  UserTransaction transaction;
}
