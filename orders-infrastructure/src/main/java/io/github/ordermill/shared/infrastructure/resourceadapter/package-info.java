/**
 * The JMS resource adapter as deployed in {@code artemis-ra.rar}: Artemis' own adapter, told where
 * its broker is by the product's settings. Nothing here is part of the WAR; the classes travel in a
 * jar of their own inside the RAR.
 */
package io.github.ordermill.shared.infrastructure.resourceadapter;
