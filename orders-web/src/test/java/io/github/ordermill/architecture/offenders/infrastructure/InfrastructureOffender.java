package io.github.ordermill.architecture.offenders.infrastructure;

/** Breaks a rule on purpose; ArchitectureTest shows that it is caught. */
class InfrastructureOffender {
  jakarta.servlet.http.HttpServlet seesTheWeb;
}
