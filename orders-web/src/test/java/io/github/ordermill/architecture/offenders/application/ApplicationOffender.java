package io.github.ordermill.architecture.offenders.application;

/** Breaks a rule on purpose; ArchitectureTest shows that it is caught. */
class ApplicationOffender {
  java.util.Optional<jakarta.json.JsonObject> fine;
  jakarta.json.JsonObject seesMoreThanItsFourApis;
}
