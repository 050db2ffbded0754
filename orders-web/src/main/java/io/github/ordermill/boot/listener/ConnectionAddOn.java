package io.github.ordermill.boot.listener;

import io.github.ordermill.settings.ApiSettings;
import io.github.ordermill.settings.Settings;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.http.HttpServerFilter;
import org.glassfish.grizzly.http.server.AddOn;
import org.glassfish.grizzly.http.server.NetworkListener;

/**
 * Grizzly's extension point for listeners: adds a filter before and one after the parser of HTTP.
 * Payara has three add-ons, by name; this takes the place of {@code comet}, which nothing uses.
 */
public final class ConnectionAddOn implements AddOn {

  @Override
  public void setup(NetworkListener listener, FilterChainBuilder chain) {
    var connections = new Connections(ApiSettings.of(new Settings()));
    int parser = chain.indexOfType(HttpServerFilter.class);
    chain.add(parser, new ConnectionFilter(connections));
    chain.add(parser + 2, new RequestLineFilter(connections));
    connections.start();
  }
}
