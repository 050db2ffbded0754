package io.github.ordermill.shared.infrastructure.interceptors;

import io.github.ordermill.shared.application.CommandTransaction;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.transaction.UserTransaction;

/** The transaction that commands are carried out in. */
@Dependent
class CommandTransactionProducer {

  @Produces
  @CommandTransaction
  @Resource(lookup = "java:comp/UserTransaction")
  UserTransaction transaction;
}
