package io.github.ordermill.architecture.offenders.infrastructure;

/** Breaks a rule on purpose; ArchitectureTest shows that it is caught. */
public class SqlOffender {}
