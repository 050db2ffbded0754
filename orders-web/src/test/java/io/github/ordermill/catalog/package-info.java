/**
 * Example of an added business module: products, with one aggregate, command, event, projection and
 * query. {@code orders-application/docs/add-a-module.md} walks through it; {@code InContainerIT}
 * deploys it beside the delivered modules.
 */
package io.github.ordermill.catalog;
