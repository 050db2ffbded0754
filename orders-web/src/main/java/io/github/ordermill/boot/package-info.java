/**
 * The front door of {@code orders.jar}: reads the settings, tries database and broker, and only
 * then starts the Payara Micro that carries the WAR and the resource adapter. It sees {@code
 * java.*} only and is no part of the WAR.
 */
package io.github.ordermill.boot;
