package io.github.ordermill.architecture.offenders.modules.first.application;

import io.github.ordermill.architecture.offenders.modules.second.application.OtherModule;

/** Breaks a rule on purpose; ArchitectureTest shows that it is caught. */
class ModuleOffender {
  OtherModule dependsOnAnotherBusinessModule;
}
