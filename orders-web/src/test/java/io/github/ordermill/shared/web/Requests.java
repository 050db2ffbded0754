package io.github.ordermill.shared.web;

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
    return new Requests(new GraphqlEngine(List.of(wirings), new Mode("development")));
  }

  public static Requests inProduction(Wiring... wirings) {
    return new Requests(new GraphqlEngine(List.of(wirings), new Mode("production")));
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
