/**
 * Architecture rules: what each layer may depend on, and names. {@link
 * io.github.ordermill.architecture.ArchitectureTest} checks them and shows for each that it fails
 * on a class of the packages {@code offenders}.
 */
package io.github.ordermill.architecture;
