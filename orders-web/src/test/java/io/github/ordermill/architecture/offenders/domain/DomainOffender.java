package io.github.ordermill.architecture.offenders.domain;

/** Breaks a rule on purpose; ArchitectureTest shows that it is caught. */
class DomainOffender {
  jakarta.json.JsonObject seesMoreThanJava;
}
