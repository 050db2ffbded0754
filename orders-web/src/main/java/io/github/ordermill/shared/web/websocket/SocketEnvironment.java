package io.github.ordermill.shared.web.websocket;

import io.github.ordermill.settings.ApiSettings;
import io.github.ordermill.shared.web.graphql.GraphqlEngine;
import io.github.ordermill.shared.web.lifecycle.WebExecutors;
import io.github.ordermill.shared.web.lifecycle.WebScheduler;
import io.github.ordermill.shared.web.memory.MemoryBudget;

/** What all websockets of a node share. */
record SocketEnvironment(
    GraphqlEngine engine,
    WebExecutors executors,
    WebScheduler timer,
    MemoryBudget budget,
    ApiSettings api) {}
