package io.github.ordermill.chaos;

import java.util.List;

/**
 * What a check of the invariants has found.
 *
 * @param lost accepted commands that are not in the log
 * @param doubled events in the log that nobody was told of: a command carried out twice
 * @param violations everything that is not as it must be, in words; empty if all is well
 */
record ChaosFindings(int lost, int doubled, List<String> violations) {}
