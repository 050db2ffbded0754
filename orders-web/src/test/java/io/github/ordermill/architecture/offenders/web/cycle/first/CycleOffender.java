package io.github.ordermill.architecture.offenders.web.cycle.first;

import io.github.ordermill.architecture.offenders.web.cycle.second.CycleMember;

/** Breaks a rule on purpose; ArchitectureTest shows that it is caught. */
public class CycleOffender {
  CycleMember dependsOnAPackageThatDependsOnThisOne;
}
