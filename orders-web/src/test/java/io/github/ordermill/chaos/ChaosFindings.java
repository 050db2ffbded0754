package io.github.ordermill.chaos;

import java.util.List;

/**
 * Result of a check of the invariants.
 *
 * @param lost number of accepted commands without their event in the log
 * @param duplicated number of events in the log that no accepted command explains
 * @param violations descriptions of all violated invariants; empty if none
 */
record ChaosFindings(int lost, int duplicated, List<String> violations) {}
