package io.github.ordermill.architecture.offenders.settings;

/** Breaks a rule on purpose; ArchitectureTest shows that it is caught. */
class SettingsOffender {
  jakarta.json.JsonObject seesMoreThanJava;
}
