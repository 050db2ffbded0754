package io.github.ordermill.operations.application;

import io.github.ordermill.shared.application.Query;
import java.util.List;

/** Every projection, and how far it has come. */
public record GetProjections() implements Query<List<ProjectionStatus>> {}
