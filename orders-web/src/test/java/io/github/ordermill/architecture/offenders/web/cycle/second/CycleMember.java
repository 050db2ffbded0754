package io.github.ordermill.architecture.offenders.web.cycle.second;

import io.github.ordermill.architecture.offenders.web.cycle.first.CycleOffender;

/** Breaks a rule on purpose; ArchitectureTest shows that it is caught. */
public class CycleMember {
  CycleOffender dependsOnAPackageThatDependsOnThisOne;
}
