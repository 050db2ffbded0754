package io.github.ordermill.shared.web;

import io.github.ordermill.settings.ApiSettings;
import io.github.ordermill.settings.Settings;
import io.github.ordermill.shared.application.CommandBus;
import java.util.List;
import java.util.Map;

/** Executes requests without HTTP, against the schema and the wirings given. */
public final class Requests {

  private final GraphqlEngine engine;

  private Requests(GraphqlEngine engine) {
    this.engine = engine;
  }

  public static Requests inDevelopment(Wiring... wirings) {
    return with(Map.of(), wirings);
  }

  public static Requests inProduction(Wiring... wirings) {
    return with(Map.of("ORDERS_MODE", "production"), wirings);
  }

  /** With these settings, and all others as they are when nothing is set. */
  public static Requests with(Map<String, String> settings, Wiring... wirings) {
    var api = ApiSettings.of(new Settings(property -> null, settings::get));
    return new Requests(new GraphqlEngine(List.of(wirings), api));
  }

  public static CommandSender sender(CommandBus commands) {
    return new CommandSender(commands);
  }

  public Map<String, Object> execute(String query) {
    return execute(query, Map.of());
  }

  public Map<String, Object> execute(String query, Map<String, Object> variables) {
    var request = new GraphqlRequest(query, null, variables, Map.of());
    return engine.execute(engine.prepare(request), new RequestContext("anonymous", "test"));
  }
}
