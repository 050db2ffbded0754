/**
 * The JMS resource adapter that is deployed as {@code artemis-ra.rar}: Artemis' own, configured by
 * the product's settings. These classes are not in the WAR, but in a jar of their own in the RAR.
 */
package io.github.ordermill.shared.infrastructure.resourceadapter;
