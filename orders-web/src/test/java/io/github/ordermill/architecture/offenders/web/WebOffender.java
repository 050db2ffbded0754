package io.github.ordermill.architecture.offenders.web;

/** Breaks a rule on purpose; ArchitectureTest shows that it is caught. */
class WebOffender {
  java.sql.Connection reachesForTheDatabase;
}
